package io.hypervigil.cli;

import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.ConfigurationLoader;
import io.hypervigil.lint.LintProblem;
import io.hypervigil.lint.MetricsLint;
import io.hypervigil.lint.TextFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code check}. */
final class CheckCommand {

    /** promtool's own, for metrics that can be read and should be better. */
    static final int PROBLEMS = 3;

    private final Console console;
    private final ConfigurationLoader loader;

    CheckCommand(Console console, ConfigurationLoader loader) {
        this.console = console;
        this.loader = loader;
    }

    int config(ConfigurationCheck check, Path file) throws IOException {
        return report(
                file,
                "configuration",
                path -> {
                    var configuration = loader.load(path);
                    check.check(configuration);
                    return configuration.differences();
                });
    }

    int webConfig(FileCheck check, Path file) throws IOException {
        return report(file, "web configuration", check);
    }

    int router(FileCheck check, Path file) throws IOException {
        return report(file, "router file", check);
    }

    private int report(Path file, String kind, FileCheck check) throws IOException {
        List<String> set;
        try {
            set = check.check(file);
        } catch (SettingsException e) {
            e.problems().forEach(console::complain);
            return Cli.FAILED;
        }
        console.print(
                out -> {
                    out.print(file + " is a valid " + kind);
                    out.print(set.isEmpty() ? " and sets nothing\n" : " and sets:\n");
                    set.forEach(line -> out.print("  " + line + "\n"));
                });
        return Cli.DONE;
    }

    int metrics() throws IOException {
        List<LintProblem> problems;
        try {
            problems = MetricsLint.lint(console.in().readAllBytes());
        } catch (TextFormatException e) {
            console.complain("standard input, " + e.getMessage());
            return Cli.FAILED;
        }
        problems.forEach(problem -> console.complain(problem.metric() + " " + problem.text()));
        return problems.isEmpty() ? Cli.DONE : PROBLEMS;
    }
}
