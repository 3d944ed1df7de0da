package io.hypervigil.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code generate-completion} and {@code generate-man}. */
final class GenerateCommand {

    private final Console console;

    GenerateCommand(Console console) {
        this.console = console;
    }

    int completion(CommandLine root) throws IOException {
        console.print(out -> out.print(AutoComplete.bash(CommandModel.NAME, root)));
        return Cli.DONE;
    }

    /** One page a command: hypervigil.1, hypervigil-serve.1, hypervigil-check-config.1. */
    int manual(CommandLine root, About about, Path folder) throws IOException {
        Files.createDirectories(folder);
        write(root, CommandModel.NAME, about, folder);
        return Cli.DONE;
    }

    private static void write(CommandLine command, String name, About about, Path folder)
            throws IOException {
        var page = ManualPage.of(command.getCommandSpec(), name, about.version());
        Files.writeString(folder.resolve(name + ".1"), page);
        for (var below : command.getSubcommands().entrySet()) {
            write(below.getValue(), name + "-" + below.getKey(), about, folder);
        }
    }
}
