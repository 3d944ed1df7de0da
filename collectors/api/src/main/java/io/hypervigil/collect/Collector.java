package io.hypervigil.collect;

import io.hypervigil.collect.action.Action;
import java.util.List;

/**
 * One source of metrics: the host, its GPUs, its virtual machines.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so an implementation is public and has a public
 * constructor without parameters that does nothing. All that costs anything happens in {@link
 * #open} and in the probes.
 *
 * <p>Thread: {@link #name}, {@link #schema}, {@link #settings} and {@link #actions} from any;
 * {@link #open} and {@link #close} from one at a time, {@code close} also while {@code open} or a
 * probe hangs.
 */
public interface Collector extends AutoCloseable {

    /** The name in flags, paths and self-metrics: lower case, {@code [a-z][a-z0-9]*}. */
    String name();

    /** One line for people: what is read, and from where. */
    String summary();

    /** Every family this collector can give, by group. Constant. */
    Schema schema();

    /** What this source can be told to do. Constant; a handler may find its source closed. */
    default List<Action> actions() {
        return List.of();
    }

    /**
     * The record that holds this collector's settings. Its components carry {@link
     * io.hypervigil.collect.settings.Setting}, from which flags, YAML keys and documentation come.
     */
    default Class<? extends Record> settings() {
        return NoSettings.class;
    }

    /** What this collector's own flags begin with: {@code --PREFIX.setting}. */
    default String flagPrefix() {
        return name();
    }

    /**
     * Starts the probes. Called on a thread of its own, so it may be slow; a source that does not
     * exist on this machine is said by the probe ({@link Outcome.Unavailable}), not here.
     *
     * @throws Exception where it cannot start; it is then closed and tried again with backoff
     */
    void open(CollectorContext context) throws Exception;

    /** Lets go of everything opened. The second call does nothing, as does one without open. */
    @Override
    void close();

    /** For a collector that has nothing to set. */
    record NoSettings() {}
}
