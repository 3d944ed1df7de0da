package io.hypervigil.cli;

import io.hypervigil.collect.settings.NearestName;
import io.hypervigil.config.FlagCatalog;
import io.hypervigil.config.FlagValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What picocli understood.
 *
 * @param path the commands that were named, from the outermost on
 * @param result what was given to the innermost
 */
record Invocation(List<String> path, ParseResult result) {

    private static final Pattern FLAG_FOR_VALUE =
            Pattern.compile("Expected parameter for option '([^']+)'");

    /**
     * Understands the words of a command line.
     *
     * @throws UsageProblem where they make no sense, in our words
     */
    static Invocation of(CommandLine line, FlagCatalog flags, List<String> words)
            throws UsageProblem {
        ParseResult result;
        try {
            result = line.parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new UsageProblem(reason(e, flags), String.join(" ", path(e.getCommandLine())));
        }
        var path = new ArrayList<String>();
        while (result.hasSubcommand()) {
            result = result.subcommand();
            path.add(result.commandSpec().name());
        }
        return new Invocation(path, result);
    }

    boolean isHelpWanted() {
        return result.isUsageHelpRequested();
    }

    /** The configuration's flags that were given. */
    FlagValues flags(FlagCatalog catalog) throws UsageProblem {
        var values = FlagValues.NONE;
        for (OptionSpec option : result.matchedOptionsSet()) {
            var flag = catalog.named(option.longestName());
            if (flag == null) {
                continue;
            }
            for (String text : option.stringValues()) {
                boolean isOff = option.negatable() && !Boolean.TRUE.equals(option.getValue());
                var name = isOff ? flag.negative() : flag.name();
                var given = isOff ? "false" : option.negatable() ? "true" : text;
                var more = values.with(flag, name, given);
                values = more.orElseThrow(() -> twice(flag.name()));
            }
        }
        return values;
    }

    /** The value of a flag that is not the configuration's. */
    Optional<String> text(String name) {
        return result.hasMatchedOption(name)
                ? result.matchedOption(name).stringValues().stream().findFirst()
                : Optional.empty();
    }

    /** The values of a flag that may be given several times. */
    List<String> texts(String name) {
        return result.hasMatchedOption(name)
                ? result.matchedOption(name).stringValues()
                : List.of();
    }

    boolean has(String name) {
        return result.hasMatchedOption(name);
    }

    /** The arguments that are no flags. */
    List<String> arguments() {
        return result.matchedPositionals().stream()
                .flatMap(positional -> positional.stringValues().stream())
                .toList();
    }

    private UsageProblem twice(String flag) {
        return new UsageProblem(flag + " is given twice", String.join(" ", path));
    }

    private static List<String> path(CommandLine line) {
        var path = new ArrayList<String>();
        for (var at = line; at.getParent() != null; at = at.getParent()) {
            path.addFirst(at.getCommandName());
        }
        return path;
    }

    private static String reason(CommandLine.ParameterException e, FlagCatalog flags) {
        return switch (e) {
            case CommandLine.UnmatchedArgumentException unmatched ->
                    unmatched.getUnmatched().isEmpty()
                            ? flagForValue(String.valueOf(e.getMessage()))
                            : unmatched(
                                    unmatched.getUnmatched().getFirst(), e.getCommandLine(), flags);
            case CommandLine.MissingParameterException missing -> missing(missing);
            case CommandLine.OverwrittenOptionException twice ->
                    twice.getOverwritten() instanceof OptionSpec option
                            ? option.longestName() + " is given twice"
                            : String.valueOf(e.getMessage());
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Where a flag stands in place of another's value, picocli says which in its message only. */
    private static String flagForValue(String message) {
        var matcher = FLAG_FOR_VALUE.matcher(message);
        return matcher.find() ? matcher.group(1) + ": a value is missing" : message;
    }

    private static String unmatched(String word, CommandLine line, FlagCatalog flags) {
        if (!word.startsWith("-")) {
            return argument(word, line);
        }
        int equals = word.indexOf('=');
        var name = equals < 0 ? word : word.substring(0, equals);
        var option = line.getCommandSpec().findOption(name);
        if (option != null) {
            return name + " takes no value";
        }
        return hasFlags(line) && !isFlagOfOthers(name, flags)
                ? flags.refusal(name)
                : name + " is no flag of " + line.getCommandName();
    }

    private static boolean hasFlags(CommandLine line) {
        return line.getCommandSpec().findOption(FlagCatalog.CONFIG_FILE.name()) != null;
    }

    private static boolean isFlagOfOthers(String name, FlagCatalog flags) {
        return flags.named(name) != null || flags.negated(name) != null;
    }

    private static String argument(String word, CommandLine line) {
        var commands = line.getSubcommands().keySet();
        if (commands.isEmpty()) {
            return "unexpected '" + word + "'";
        }
        return "unknown command '"
                + word
                + "'"
                + NearestName.of(word, commands)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse("");
    }

    private static String missing(CommandLine.MissingParameterException e) {
        var missing = e.getMissing().isEmpty() ? e.getArgSpec() : e.getMissing().getFirst();
        return switch (missing) {
            case OptionSpec option ->
                    option.longestName()
                            + ": a value is missing, "
                            + option.paramLabel()
                            + " expected";
            case PositionalParamSpec argument -> argument.paramLabel() + " is missing";
            case null, default -> String.valueOf(e.getMessage());
        };
    }
}
