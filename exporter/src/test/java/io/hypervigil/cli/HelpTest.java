package io.hypervigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Golden;
import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of the model of the commands: help, completion, manual pages. */
final class HelpTest {

    private static final Path GOLDENS = Path.of("src/test/golden/cli");

    private final FakeConsole console = new FakeConsole();

    @TempDir Path folder;

    @Test
    void the_help_of_all() {
        for (var words : List.of(List.of("help"), List.of("--help"), List.of("-h"))) {
            assertThat(console.run(words.toArray(String[]::new))).isZero();
            assertThat(console.printed())
                    .isEqualTo(
                            """
                            Usage: hypervigil [OPTIONS] [COMMAND]
                            Samples this host, exposes it to Prometheus, judges and acts.
                              -h, --help   Print this help.
                            Commands:
                              serve                Serve metrics until told to end.
                              collect              Sample once and print what came.
                              doctor               Tell what cannot be had here, and why.
                              check                Check a file, or metrics.
                              query                Ask a running server.
                              test                 Run tests of rules and queries.
                              notify               Try who is told of alerts.
                              version              Print the version.
                              help                 Print help on a command.
                              generate-completion  Print the completion of all this for bash and zsh.
                              generate-man         Write a manual page for each command into a folder.

                            Without a command it serves. 'hypervigil help COMMAND' tells more of one.
                            Exit codes: 0 done, 1 failed, 2 misunderstood, 3 metrics with problems.
                            """);
        }
    }

    @Test
    void the_help_of_a_command_lists_its_flags() throws IOException {
        assertThat(console.run("help", "serve")).isZero();
        Golden.assertMatches(GOLDENS.resolve("serve.txt"), console.printed());

        var help = console.printed();
        assertThat(console.run("serve", "--help")).isZero();
        assertThat(console.printed()).isEqualTo(help);
        assertThat(console.run("--web.max-requests=1", "--help")).isZero();
        assertThat(console.printed()).isEqualTo(help);
    }

    @Test
    void the_help_of_a_command_below_another() {
        assertThat(console.run("help", "check", "config")).isZero();
        assertThat(console.printed())
                .isEqualTo(
                        """
                        Usage: hypervigil check config [OPTIONS] FILE
                        Check a configuration file, and say what it sets.
                              FILE     The file.
                          -h, --help   Print this help.
                        """);
    }

    @Test
    void the_help_of_a_command_whose_flags_are_its_own() {
        assertThat(console.run("query", "range", "--help")).isZero();
        assertThat(console.printed())
                .isEqualTo(
                        """
                        Usage: hypervigil query range [OPTIONS] EXPR
                        What an expression gives at each step of a time.
                              EXPR                  The expression, in PromQL.
                          -h, --help                Print this help.
                              --start=TIME          The first step: seconds since 1970, or 2026-11-21T12:00:00Z (default: 5
                                                      minutes ago).
                              --end=TIME            The last step is not later: seconds since 1970, or 2026-11-21T12:00:00Z
                                                      (default: now).
                              --step=DURATION       From one step to the next: 1m30s (default: 15s).
                              --url=URL             Where the server is (default: what HYPERVIGIL_URL says, or this host's
                                                      own).
                              --format=table|json   How to print it (default: table).
                        """);
        assertThat(console.run("help", "test", "promql")).isZero();
        assertThat(console.printed())
                .isEqualTo(
                        """
                        Usage: hypervigil test promql [OPTIONS] FILE...
                        Run scripts in the language of Prometheus' own tests of PromQL: load, clear, eval.
                              FILE...     The scripts.
                          -h, --help      Print this help.
                              --verbose   Print the evaluations that pass, too.
                        """);
    }

    @Test
    void the_completion_is_a_script_that_bash_takes() throws IOException {
        assertThat(console.run("generate-completion")).isZero();
        var script = console.printed();

        assertThat(script)
                .contains("complete -F _complete_hypervigil")
                .contains("'--web.listen-address'")
                .contains("'--no-collector.cpu'");
        var file = Files.writeString(folder.resolve("hypervigil"), script);
        var bash = RealPart.require("bash", "install bash").toString();
        assertThat(RealPart.run(folder, "", List.of(bash, "-n", file.toString())))
                .isEqualTo(new RealPart.Run(0, ""));
    }

    @Test
    void a_manual_page_is_written_for_each_command() throws IOException {
        var pages = folder.resolve("man");

        assertThat(console.run("generate-man", pages.toString())).isZero();

        try (var files = Files.list(pages)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly(
                            "hypervigil-check-config.1",
                            "hypervigil-check-metrics.1",
                            "hypervigil-check-router.1",
                            "hypervigil-check-rules.1",
                            "hypervigil-check-web-config.1",
                            "hypervigil-check.1",
                            "hypervigil-collect.1",
                            "hypervigil-doctor.1",
                            "hypervigil-generate-completion.1",
                            "hypervigil-generate-man.1",
                            "hypervigil-help.1",
                            "hypervigil-notify-test.1",
                            "hypervigil-notify.1",
                            "hypervigil-query-instant.1",
                            "hypervigil-query-range.1",
                            "hypervigil-query.1",
                            "hypervigil-serve.1",
                            "hypervigil-test-promql.1",
                            "hypervigil-test-rules.1",
                            "hypervigil-test.1",
                            "hypervigil-version.1",
                            "hypervigil.1");
        }
        Golden.assertMatches(
                GOLDENS.resolve("hypervigil-collect.1"),
                Files.readString(pages.resolve("hypervigil-collect.1")));
    }

    @Test
    void the_build_writes_both_into_a_folder() throws Exception {
        GeneratedFiles.main(new String[] {folder.toString(), "1.2.3"});

        assertThat(folder.resolve("completion/hypervigil")).isNotEmptyFile();
        assertThat(folder.resolve("man/hypervigil.1")).content().contains("hypervigil 1.2.3");
    }

    @Test
    void man_finds_nothing_wrong_with_the_pages() throws IOException {
        console.run("generate-man", folder.toString());
        var man = RealPart.require("man", "install man-db, which shows the pages").toString();

        try (var pages = Files.newDirectoryStream(folder, "*.1")) {
            for (Path page : pages) {
                var shown =
                        RealPart.run(
                                folder, "", List.of(man, "--warnings=all", "-l", page.toString()));

                assertThat(shown.exitCode()).isZero();
                assertThat(shown.output()).doesNotContain("warning").contains("NAME", "SYNOPSIS");
            }
        }
    }
}
