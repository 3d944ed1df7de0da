package io.hypervigil.web;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.Samples;
import io.hypervigil.sampling.CollectorStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the web server shows: implemented by the composition root, which may exchange it on a
 * reload.
 *
 * <p>Thread: any.
 */
public interface Monitored {

    /**
     * The latest samples, refreshed where they are too old.
     *
     * @param isWanted which collectors, by name
     * @param patience how long to wait for a refresh at most
     */
    List<Samples> samples(Predicate<String> isWanted, Duration patience);

    /**
     * Takes samples anew that will soon be too old; returns at once.
     *
     * @param isWanted which collectors, by name
     */
    void sampleAhead(Predicate<String> isWanted);

    /** What is known of each collector. */
    List<CollectorStatus> statuses();

    /** Whether a group is switched on. */
    boolean isOn(Group group);

    /** Whether the first round is done. */
    boolean isReady();

    /**
     * Reads the configuration again.
     *
     * @throws ReloadFailed where it is refused; the old one is still in force
     */
    void reload() throws ReloadFailed;

    /** A configuration that is refused. */
    final class ReloadFailed extends Exception {

        @java.io.Serial private static final long serialVersionUID = 1;

        public ReloadFailed(String message) {
            super(message);
        }
    }
}
