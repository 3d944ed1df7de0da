package io.hypervigil.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's manual page, in man's macros of roff. */
final class ManualPage {

    private final StringBuilder out = new StringBuilder();

    private ManualPage() {}

    /**
     * The page of a command.
     *
     * @param name of the page: hypervigil-check-config
     */
    static String of(CommandSpec command, String name, String version) {
        var page = new ManualPage();
        page.head(command, name, version);
        page.arguments(command);
        page.options("OPTIONS", ownOptions(command));
        for (ArgGroupSpec group : command.argGroups()) {
            var title = String.valueOf(group.heading()).replace("%n", "").replace("%%", "%");
            page.options(title.toUpperCase(Locale.ROOT), List.copyOf(group.args()));
        }
        page.commands(command, name);
        page.section("SEE ALSO");
        page.text(seeAlso(command, name));
        return page.out.toString();
    }

    private void head(CommandSpec command, String name, String version) {
        macro("TH", name.toUpperCase(Locale.ROOT), "1", "", "hypervigil " + version);
        section("NAME");
        out.append(escaped(name)).append(" \\- ").append(description(command)).append('\n');
        section("SYNOPSIS");
        out.append("\\fB").append(escaped(command.qualifiedName())).append("\\fR");
        if (!command.argGroups().isEmpty()) {
            out.append(" [\\fIFLAG\\fR]...");
        }
        for (PositionalParamSpec argument : command.positionalParameters()) {
            var label = "\\fI" + escaped(argument.paramLabel()) + "\\fR";
            var more = argument.arity().max() > 1 ? "..." : "";
            out.append(argument.required() ? " " + label + more : " [" + label + "]...");
        }
        out.append(command.subcommands().isEmpty() ? "\n" : " [\\fICOMMAND\\fR]\n");
        section("DESCRIPTION");
        out.append(description(command)).append('\n');
        for (String line : command.usageMessage().footer()) {
            paragraph();
            text(line);
        }
    }

    private void arguments(CommandSpec command) {
        if (!command.positionalParameters().isEmpty()) {
            section("ARGUMENTS");
            command.positionalParameters()
                    .forEach(
                            argument ->
                                    entry(
                                            "\\fI" + escaped(argument.paramLabel()) + "\\fR",
                                            argument));
        }
    }

    private static List<ArgSpec> ownOptions(CommandSpec command) {
        return command.options().stream()
                .filter(option -> option.group() == null)
                .map(ArgSpec.class::cast)
                .toList();
    }

    private void options(String title, List<ArgSpec> options) {
        section(title);
        for (ArgSpec argument : options) {
            if (argument instanceof OptionSpec option) {
                entry(names(option), option);
            }
        }
    }

    private static String names(OptionSpec option) {
        var names = new StringBuilder();
        for (String name : option.names()) {
            names.append(names.isEmpty() ? "" : ", ").append("\\fB");
            names.append(escaped(option.negatable() ? "--[no-]" + name.substring(2) : name));
            names.append("\\fR");
        }
        if (option.arity().min() > 0) {
            names.append("=\\fI").append(escaped(option.paramLabel())).append("\\fR");
        }
        return names.toString();
    }

    private void entry(String head, ArgSpec argument) {
        out.append(".TP\n").append(head).append('\n');
        text(String.join(" ", argument.description()).replace("%%", "%"));
    }

    private void commands(CommandSpec command, String name) {
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
            command.subcommands()
                    .forEach(
                            (key, below) -> {
                                out.append(".TP\n\\fB").append(escaped(name + "-" + key));
                                out.append("\\fR(1)\n");
                                out.append(description(below.getCommandSpec())).append('\n');
                            });
        }
    }

    private static String seeAlso(CommandSpec command, String name) {
        return command.parent() == null
                ? "promtool(1), prometheus(1)"
                : name.substring(0, name.length() - command.name().length() - 1) + "(1)";
    }

    private static String description(CommandSpec command) {
        return escaped(String.join(" ", command.usageMessage().description()).replace("%%", "%"));
    }

    private void section(String title) {
        macro("SH", title);
    }

    private void paragraph() {
        out.append(".PP\n");
    }

    private void macro(String name, String... arguments) {
        out.append('.').append(name);
        for (String argument : arguments) {
            out.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        }
        out.append('\n');
    }

    private void text(String text) {
        out.append(escaped(text)).append('\n');
    }

    /**
     * Backslashes, hyphens that are to be copied, and what would be a macro stand for themselves.
     */
    private static String escaped(String text) {
        var escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
