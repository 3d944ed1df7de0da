package io.hypervigil.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.alerting.unittest.JUnitReport;
import io.hypervigil.alerting.unittest.RuleCheck;
import io.hypervigil.alerting.unittest.RuleTestOptions;
import io.hypervigil.alerting.unittest.RuleTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code check rules} and {@code test rules}. */
final class RuleCommands {

    private final Console console;
    private final Invocation invocation;
    private final String command;

    RuleCommands(Console console, Invocation invocation) {
        this.console = console;
        this.invocation = invocation;
        this.command = String.join(" ", invocation.path());
    }

    int check() throws IOException, UsageProblem {
        var names = chosen(RuleModel.NAME_VALIDATION, RuleModel.NAMES, "utf8");
        var options =
                new RuleFileOptions(
                        features().parser(),
                        names.equals("legacy"),
                        invocation.has(RuleModel.IGNORE_UNKNOWN));
        var check =
                new RuleCheck(
                        options,
                        findsDuplicates(),
                        invocation.has(RuleModel.LINT_FATAL),
                        out(),
                        errors());
        boolean isPiped =
                invocation.arguments().isEmpty() || invocation.arguments().equals(List.of("-"));
        int code = isPiped ? check.run("standard input", console.in()) : check.run(files());
        console.out().flush();
        return code;
    }

    /** As promtool reads the list: what stands behind none counts for nothing. */
    private boolean findsDuplicates() {
        boolean finds = false;
        for (var lint : invocation.text(RuleModel.LINT).orElse("duplicate-rules").split(",", -1)) {
            if (lint.equals("none")) {
                return finds;
            }
            if (RuleModel.LINTS.contains(lint)) {
                finds = true;
            } else {
                console.complain("WARNING: unknown lint option: \"" + lint + "\"");
            }
        }
        return finds;
    }

    private RuleFeatures features() {
        var features = RuleFeatures.of(invocation);
        features.unknown()
                .forEach(
                        name ->
                                console.complain(
                                        "WARNING: unknown feature of --enable-feature: " + name));
        return features;
    }

    int test(InstantSource clock) throws IOException, UsageProblem {
        var report = new JUnitReport(clock.instant());
        int code = new RuleTests(options(), out(), errors(), report).run(files());
        console.out().flush();
        var file = invocation.text(RuleModel.JUNIT);
        if (file.isPresent()) {
            try (var writer = Files.newBufferedWriter(Path.of(file.get()))) {
                report.write(writer);
            }
        }
        return code;
    }

    private RuleTestOptions options() throws UsageProblem {
        return new RuleTestOptions(
                features().engine(),
                only(),
                invocation.has(RuleModel.DEBUG),
                invocation.has(RuleModel.IGNORE_UNKNOWN));
    }

    private Optional<Pattern> only() throws UsageProblem {
        var names = invocation.texts(RuleModel.RUN);
        try {
            return names.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Pattern.compile(String.join("|", names)));
        } catch (PatternSyntaxException e) {
            throw new UsageProblem(RuleModel.RUN + ": " + e.getMessage(), command);
        }
    }

    private List<Path> files() {
        return invocation.arguments().stream().map(Path::of).toList();
    }

    private String chosen(String option, List<String> known, String byDefault) throws UsageProblem {
        var given = invocation.text(option).orElse(byDefault);
        if (!known.contains(given)) {
            throw new UsageProblem(
                    option + ": '" + given + "', " + String.join(" or ", known) + " expected",
                    command);
        }
        return given;
    }

    private Told out() {
        return new Told(console.out(), console.err());
    }

    private Told errors() {
        return new Told(console.err(), console.out());
    }
}
