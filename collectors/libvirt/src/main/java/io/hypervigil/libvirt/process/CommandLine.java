package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The arguments of a process; none for a thread of the kernel and for a process that has ended. */
record CommandLine(List<String> arguments) {

    CommandLine {
        arguments = List.copyOf(arguments);
    }

    static CommandLine read(FileTree proc, String folder) {
        try {
            var whole = proc.read(folder + "/cmdline", Text::trimmed);
            return new CommandLine(whole.isEmpty() ? List.of() : List.of(whole.split("\0", -1)));
        } catch (IOException _) {
            return new CommandLine(List.of());
        }
    }

    boolean isEmpty() {
        return arguments.isEmpty();
    }

    /** What follows QEMU's -uuid, lower case: the domain's, as libvirt starts it. */
    Optional<String> domainUuid() {
        int option = arguments.indexOf("-uuid");
        return option < 0 || option + 1 == arguments.size()
                ? Optional.empty()
                : Optional.of(arguments.get(option + 1).toLowerCase(Locale.ROOT));
    }
}
