package io.hypervigil.containers.net;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.usage.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose a network namespace is: that of the first control group in a round that has it, so that the
 * traffic of a pod, and of a container that joined another's network, is counted once. The host's
 * is nobody's.
 *
 * <p>Thread: one.
 */
final class Namespaces {

    private static final int FORGOTTEN_AFTER_ROUNDS = 16;

    private final FileTree proc;
    private final Map<Long, Optional<String>> byProcess = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private Optional<String> hosts = Optional.empty();
    private int round;

    Namespaces(FileTree proc) {
        this.proc = proc;
    }

    /** Begins a round. Now and then links are read anew, since PIDs are given away again. */
    void begin() {
        if (round % FORGOTTEN_AFTER_ROUNDS == 0) {
            byProcess.clear();
            lookForHosts();
        }
        round++;
        taken.clear();
        hosts.ifPresent(taken::add);
    }

    /** Whether the traffic that a process sees is to be counted as the group's. */
    boolean isOwn(Subject subject, long process) {
        var told = subject.told().map(Container::ownNetwork);
        if (told.isPresent() && !told.get()) {
            return false;
        }
        var link = byProcess.computeIfAbsent(process, this::link);
        return link.map(taken::add).orElse(told.orElse(false));
    }

    /** Whether the links may be read at all. */
    boolean areSeen() {
        return hosts.isPresent();
    }

    /** The first process has one for life; who may not see it now may hardly do so later. */
    private void lookForHosts() {
        if (hosts.isEmpty()) {
            hosts = link(1);
        }
    }

    private Optional<String> link(long process) {
        return proc.link(process + "/ns/net");
    }
}
