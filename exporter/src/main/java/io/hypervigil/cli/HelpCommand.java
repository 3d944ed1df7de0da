package io.hypervigil.cli;

import io.hypervigil.collect.settings.NearestName;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;

/** {@code help}, and {@code --help} of every command. */
final class HelpCommand {

    private final Console console;

    HelpCommand(Console console) {
        this.console = console;
    }

    int print(CommandLine root, List<String> path) throws UsageProblem, IOException {
        var command = find(root, path);
        console.print(out -> command.usage(out, CommandLine.Help.Ansi.OFF));
        return Cli.DONE;
    }

    private static CommandLine find(CommandLine root, List<String> path) throws UsageProblem {
        var found = root;
        for (String name : path) {
            var below = found.getSubcommands();
            var next = below.get(name);
            if (next == null) {
                throw new UsageProblem(
                        "unknown command '"
                                + name
                                + "'"
                                + NearestName.of(name, below.keySet())
                                        .map(near -> ", did you mean " + near + "?")
                                        .orElse(""),
                        "");
            }
            found = next;
        }
        return found;
    }
}
