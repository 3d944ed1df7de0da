package io.hypervigil.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code query} and {@code test}, as picocli wants them. */
final class QueryModel {

    static final String QUERY = "query";
    static final String INSTANT = "instant";
    static final String RANGE = "range";
    static final String TEST = "test";
    static final String PROMQL = "promql";

    static final String URL = "--url";
    static final String TIME = "--time";
    static final String START = "--start";
    static final String END = "--end";
    static final String STEP = "--step";

    /** The variable that says where the server is. */
    static final String URL_VARIABLE = "HYPERVIGIL_URL";

    private static final String A_TIME = ": seconds since 1970, or 2026-11-21T12:00:00Z";

    private QueryModel() {}

    static CommandSpec query() {
        var query = CommandModel.command(QUERY, "Ask a running server.");
        var instant = CommandModel.command(INSTANT, "What an expression gives at one time.");
        instant.addPositional(expression());
        instant.addOption(plain(TIME, "TIME", "The time" + A_TIME + " (default: now)."));
        addCommon(instant);
        var range = CommandModel.command(RANGE, "What an expression gives at each step of a time.");
        range.addPositional(expression());
        range.addOption(
                plain(START, "TIME", "The first step" + A_TIME + " (default: 5 minutes ago)."));
        range.addOption(
                plain(END, "TIME", "The last step is not later" + A_TIME + " (default: now)."));
        range.addOption(
                plain(STEP, "DURATION", "From one step to the next: 1m30s (default: 15s)."));
        addCommon(range);
        query.addSubcommand(INSTANT, instant);
        query.addSubcommand(RANGE, range);
        return query;
    }

    static CommandSpec test() {
        var test = CommandModel.command(TEST, "Run tests of rules and queries.");
        var promql =
                CommandModel.command(
                        PROMQL,
                        "Run scripts in the language of Prometheus' own tests of PromQL: load,"
                                + " clear, eval.");
        promql.addOption(
                CommandModel.onOff(CommandModel.VERBOSE, "Print the evaluations that pass, too."));
        promql.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .arity("1..*")
                        .required(true)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("The scripts.")
                        .build());
        test.addSubcommand(PROMQL, promql);
        test.addSubcommand(RuleModel.RULES, RuleModel.test());
        return test;
    }

    private static void addCommon(CommandSpec command) {
        command.addOption(
                CommandModel.option(
                                URL,
                                "URL",
                                "Where the server is (default: what "
                                        + URL_VARIABLE
                                        + " says, or this host's own).")
                        .completionCandidates(List.of())
                        .build());
        var formats = formats();
        command.addOption(
                CommandModel.option(
                                CommandModel.FORMAT,
                                String.join("|", formats),
                                "How to print it (default: table).")
                        .completionCandidates(formats)
                        .build());
    }

    /** How a result can be printed. */
    static List<String> formats() {
        return Stream.of(QueryCommand.Format.values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static OptionSpec plain(String name, String label, String help) {
        return CommandModel.option(name, label, help).completionCandidates(List.of()).build();
    }

    private static PositionalParamSpec expression() {
        return PositionalParamSpec.builder()
                .paramLabel("EXPR")
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .description("The expression, in PromQL.")
                .build();
    }
}
