package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.files.FileTree;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who has device files open, as /proc tells it. This process itself is not among them.
 *
 * <p>Thread: one.
 */
final class OpenFiles {

    private final FileTree proc;
    private final String self;

    OpenFiles(FileTree proc) {
        this.proc = proc;
        // In a container that sees the host's /proc, this process has another number there.
        this.self = proc.link("self").orElseGet(() -> Long.toString(ProcessHandle.current().pid()));
    }

    /**
     * The processes that have one of these files open.
     *
     * @throws ActionFailure where a process does not show what it has open
     */
    Set<Long> holders(Set<String> files) throws ActionFailure {
        var holders = new TreeSet<Long>();
        for (String pid : proc.list("")) {
            boolean isProcess = !pid.isEmpty() && pid.chars().allMatch(Character::isDigit);
            if (isProcess && !pid.equals(self) && holds(pid, files)) {
                holders.add(Long.parseLong(pid));
            }
        }
        return holders;
    }

    /** For people: {@code process 4242 (python3)}; empty for this process. */
    Optional<String> name(long pid) {
        return self.equals(Long.toString(pid))
                ? Optional.empty()
                : Optional.of(
                        "process "
                                + pid
                                + proc.attribute(pid + "/comm")
                                        .map(name -> " (" + name + ")")
                                        .orElse(""));
    }

    private boolean holds(String pid, Set<String> files) throws ActionFailure {
        var folder = pid + "/fd";
        var numbers = proc.list(folder);
        var targets =
                numbers.stream()
                        .flatMap(number -> proc.link(folder + "/" + number).stream())
                        .toList();
        if (targets.isEmpty() && isHidden(folder, numbers)) {
            throw Refusal.of(
                    Kind.NOT_PERMITTED,
                    "what process " + pid + " has open cannot be seen",
                    "run Hypervigil as root, with CAP_SYS_PTRACE");
        }
        return targets.stream().anyMatch(files::contains);
    }

    /** One that has ended meanwhile hides nothing. */
    private boolean isHidden(String folder, Collection<String> numbers) {
        var path = proc.root().resolve(folder);
        return Files.exists(path) && (!numbers.isEmpty() || !Files.isReadable(path));
    }
}
