package io.hypervigil.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code check rules} and {@code test rules}, with promtool's options, as picocli wants them. */
final class RuleModel {

    static final String RULES = "rules";

    static final String LINT = "--lint";
    static final String LINT_FATAL = "--lint-fatal";
    static final String NAME_VALIDATION = "--name-validation";
    static final String IGNORE_UNKNOWN = "--ignore-unknown-fields";
    static final String FEATURES = "--enable-feature";
    static final String EXPERIMENTAL = "--enable-experimental";
    static final String RUN = "--run";
    static final String DEBUG = "--debug";
    static final String JUNIT = "--junit";

    static final List<String> LINTS = List.of("all", "duplicate-rules", "none");
    static final List<String> NAMES = List.of("utf8", "legacy");

    private RuleModel() {}

    static CommandSpec check() {
        var check = CommandModel.command(RULES, "Check rule files, as promtool check rules does.");
        check.addOption(
                CommandModel.option(
                                LINT,
                                String.join("|", LINTS),
                                "What is remarked on, separated by commas (default:"
                                        + " duplicate-rules).")
                        .completionCandidates(LINTS)
                        .build());
        check.addOption(
                CommandModel.onOff(LINT_FATAL, "Exit with code 3 where something is remarked on."));
        check.addOption(
                CommandModel.option(
                                NAME_VALIDATION,
                                String.join("|", NAMES),
                                "What names of metrics and labels may be (default: utf8).")
                        .completionCandidates(NAMES)
                        .build());
        addCommon(check);
        check.addPositional(
                files("The rule files; without one, or with -, standard input.", false));
        return check;
    }

    static CommandSpec test() {
        var test =
                CommandModel.command(
                        RULES, "Run unit tests of rules, in the format of promtool test rules.");
        test.addOption(
                CommandModel.option(
                                RUN,
                                "REGEX",
                                "Only tests whose name has it. May be given several times.")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .completionCandidates(List.of())
                        .build());
        test.addOption(
                CommandModel.onOff(DEBUG, "Print every sample that there is at a test's end."));
        test.addOption(
                CommandModel.option(JUNIT, "FILE", "Write what came of the tests as JUnit's XML.")
                        .type(Path.class)
                        .build());
        addCommon(test);
        test.addPositional(files("The files of tests.", true));
        return test;
    }

    private static void addCommon(CommandSpec command) {
        command.addOption(
                CommandModel.onOff(
                        IGNORE_UNKNOWN,
                        "Take fields of groups and rules that are not" + " known for none."));
        command.addOption(
                CommandModel.onOff(
                        EXPERIMENTAL,
                        "Take functions and modifiers that Prometheus calls experimental."));
        command.addOption(
                CommandModel.option(
                                FEATURES,
                                "NAME,...",
                                "Parts that are switched on, by promtool's names: "
                                        + String.join(", ", RuleFeatures.KNOWN)
                                        + ".")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .completionCandidates(RuleFeatures.KNOWN)
                        .build());
    }

    private static PositionalParamSpec files(String description, boolean isRequired) {
        return PositionalParamSpec.builder()
                .paramLabel("FILE")
                .arity(isRequired ? "1..*" : "0..*")
                .required(isRequired)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }
}
