package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.domain.KnownDomain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the process of a domain once: by the file in which libvirt notes its PID, or else among all
 * processes of the host. Either way it must have been started with the domain's UUID.
 *
 * <p>All processes are looked at when one is not found that was not looked for in vain before; and
 * where the kernel's vhost threads are among them (before Linux 6.4) when one is found that was not
 * known, and else each five minutes.
 *
 * <p>Thread: one.
 */
final class ProcessFinder {

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    /** {@code 6.12.48-amd64}. */
    private static final Pattern RELEASE = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})");

    private final FileTree proc;
    private final PidFiles pidFiles;
    private final InstantSource clock;
    private final boolean hasVhostProcesses;
    private final Map<String, GuestProcess> known = new HashMap<>();
    private final Set<String> inVain = new HashSet<>();
    private Instant lastLook = Instant.MIN;
    private @Nullable ProcessTable table;

    ProcessFinder(FileTree proc, PidFiles pidFiles, InstantSource clock) {
        this.proc = proc;
        this.pidFiles = pidFiles;
        this.clock = clock;
        this.hasVhostProcesses = hasVhostProcesses(proc);
    }

    /** Begins a round; forgets the processes of all domains but these. */
    void begin(Collection<String> uuids) {
        known.keySet().retainAll(uuids);
        inVain.retainAll(uuids);
        table = null;
        if (!uuids.isEmpty() && !clock.instant().isBefore(nextLook())) {
            inVain.clear();
            known.values().forEach(guest -> guest.hasVhosts(vhosts(guest.process().pid())));
        }
    }

    /** The process of a domain that runs. */
    Optional<GuestProcess> find(KnownDomain domain) {
        var guest = known.get(domain.uuid());
        if (guest != null) {
            return Optional.of(guest);
        }
        var found = byFile(domain).or(() -> inTable(domain));
        found.ifPresent(process -> known.put(domain.uuid(), process));
        return found;
    }

    /** For a process that is no more. */
    void forget(KnownDomain domain) {
        known.remove(domain.uuid());
    }

    /** The processes that are known now, by the UUIDs of their domains. */
    Map<String, GuestProcess> known() {
        return Map.copyOf(known);
    }

    private Optional<GuestProcess> byFile(KnownDomain domain) {
        var pid = pidFiles.find(domain.name());
        return pid.isPresent() ? verified(domain, pid.getAsLong()) : Optional.empty();
    }

    private Optional<GuestProcess> inTable(KnownDomain domain) {
        if (inVain.contains(domain.uuid())) {
            return Optional.empty();
        }
        var found = table().guest(domain.uuid()).flatMap(pid -> verified(domain, pid));
        if (found.isEmpty()) {
            inVain.add(domain.uuid());
        }
        return found;
    }

    private Optional<GuestProcess> verified(KnownDomain domain, long pid) {
        var folder = Long.toString(pid);
        var uuid = CommandLine.read(proc, folder).domainUuid();
        return TaskStat.find(proc, folder)
                .filter(_ -> uuid.filter(domain.uuid()::equals).isPresent())
                .map(
                        stat ->
                                new GuestProcess(
                                        new QemuProcess(pid, stat.startTicks()),
                                        vhosts(pid),
                                        ProcessFiles.mostOpenFiles(proc, folder)));
    }

    private List<QemuProcess> vhosts(long pid) {
        return hasVhostProcesses ? table().vhosts(pid) : List.of();
    }

    /** Whether the kernel is older than that, or does not say how old it is. */
    private static boolean hasVhostProcesses(FileTree proc) {
        var numbers =
                proc.attribute("sys/kernel/osrelease").map(RELEASE::matcher).filter(Matcher::find);
        if (numbers.isEmpty()) {
            return true;
        }
        int major = Integer.parseInt(numbers.get().group(1));
        int minor = Integer.parseInt(numbers.get().group(2));
        return major < 6 || (major == 6 && minor < 4);
    }

    private ProcessTable table() {
        var ofRound = table;
        if (ofRound == null) {
            ofRound = ProcessTable.read(proc);
            table = ofRound;
            lastLook = clock.instant();
        }
        return ofRound;
    }

    private Instant nextLook() {
        return lastLook.equals(Instant.MIN) ? Instant.MIN : lastLook.plus(LOOK_AGAIN);
    }
}
