package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Asks several connections for all their VMs, each on a thread that may be lost.
 *
 * <p>Thread: any.
 */
final class Census {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ControlConnections connections;
    private final LostThreads threads = new LostThreads();

    Census(ControlConnections connections) {
        this.connections = connections;
    }

    /** What is asked of a connection. */
    interface Question<T> {
        Collection<T> of(VirtConnection libvirt) throws ActionFailure, VirtException;
    }

    /**
     * All answers.
     *
     * @param unknown for people: what cannot be told where one of them does not answer
     * @throws ActionFailure where one of them does not
     */
    <T> List<T> ask(Collection<String> names, Question<T> question, String unknown)
            throws ActionFailure {
        var all = new ArrayList<T>();
        for (String name : names) {
            var going =
                    threads.begin(
                            _ -> connections.with(name, libvirt -> told(name, libvirt, question)));
            all.addAll(
                    going.within(PATIENCE)
                            .orElseThrow(
                                    () ->
                                            Refusal.of(
                                                    Kind.UNAVAILABLE,
                                                    name
                                                            + " does not say which VMs there are,"
                                                            + " and so not "
                                                            + unknown,
                                                    "see whether libvirtd answers")));
        }
        return all;
    }

    private static <T> Collection<T> told(String name, VirtConnection libvirt, Question<T> question)
            throws ActionFailure {
        try {
            return question.of(libvirt);
        } catch (VirtException e) {
            throw Refusal.of(name, e);
        }
    }
}
