package io.hypervigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CliTest {

    private final FakeConsole console = new FakeConsole();

    @TempDir Path folder;

    @AfterEach
    void log_as_before() {
        io.hypervigil.logging.LogOutput.configure(
                io.hypervigil.logging.LogLevel.INFO, io.hypervigil.logging.LogFormat.TEXT);
    }

    @Test
    void without_a_command_it_serves() {
        assertThat(console.run()).isZero();
        assertThat(console.run("--web.max-requests=3")).isZero();
        assertThat(console.run("serve", "--web.max-requests", "4")).isZero();

        assertThat(console.served)
                .extracting(c -> c.web().maxRequests())
                .containsExactly(40, 40, 3, 3, 4, 4);
        assertThat(console.complained()).isEmpty();
    }

    @Test
    void a_reload_reads_the_file_again() throws Exception {
        var file = folder.resolve("hv.yml");
        Files.writeString(file, "web: {max_requests: 1}\n");
        console.with(
                new Runners(
                        (first, source) -> {
                            Files.writeString(file, "web: {max_requests: 2}\n");
                            console.served.add(first);
                            console.served.add(source.load());
                            return 0;
                        },
                        (_, _, _) -> 0,
                        _ -> {},
                        _ -> List.of(),
                        _ -> List.of(),
                        (_, _, _) -> 0));

        console.run("--config.file", file.toString(), "--log.level=warn");

        assertThat(console.served).extracting(c -> c.web().maxRequests()).containsExactly(1, 2);
    }

    @Test
    void collect_is_given_what_was_asked_for() {
        int code =
                console.run(
                        "collect",
                        "--format=openmetrics",
                        "machine",
                        "--record",
                        "/tmp/fixture",
                        "guests.pool",
                        "--no-collector.cpu",
                        "--path.procfs=/h/proc");

        assertThat(code).isZero();
        assertThat(console.printed()).isEqualTo("a 1\n");
        assertThat(console.collected)
                .isEqualTo(
                        new CollectRunner.Request(
                                Set.of("machine", "guests.pool"),
                                CollectRunner.Format.OPENMETRICS,
                                Optional.of(Path.of("/tmp/fixture"))));
        assertThat(console.served.getFirst().path().procfs()).isEqualTo(Path.of("/h/proc"));
        assertThat(console.served.getFirst().collectors().of("machine").common().groups())
                .containsEntry("cpu", false);
    }

    @Test
    void doctor_asks_for_a_report() {
        assertThat(console.run("doctor", "machine", "--no-collector.cpu")).isZero();
        assertThat(console.run("doctor", "gpu")).isEqualTo(2);

        assertThat(console.collected)
                .isEqualTo(
                        new CollectRunner.Request(
                                Set.of("machine"), CollectRunner.Format.REPORT, Optional.empty()));
        assertThat(console.complained())
                .isEqualTo(
                        """
                        hypervigil: no collector or group is called 'nvml'
                          see 'hypervigil doctor --help'
                        """);
    }

    @Test
    void collect_alone_asks_for_all_that_is_on_as_text() {
        console.run("collect");

        assertThat(console.collected)
                .isEqualTo(
                        new CollectRunner.Request(
                                Set.of(), CollectRunner.Format.TEXT, Optional.empty()));
    }

    static Stream<Arguments> misunderstandings() {
        return Stream.of(
                Arguments.of(
                        "--web.listen-adress=:1",
                        "unknown flag --web.listen-adress, did you mean --web.listen-address?",
                        "serve --help"),
                Arguments.of("serve --nothing", "unknown flag --nothing", "serve --help"),
                Arguments.of("-x", "unknown flag -x", "serve --help"),
                Arguments.of(
                        "--log.level",
                        "--log.level: a value is missing, debug|info|warn|error expected",
                        "serve --help"),
                Arguments.of(
                        "--log.level --web.max-requests=1",
                        "--log.level: a value is missing, debug|info|warn|error expected",
                        "serve --help"),
                Arguments.of(
                        "--log.level --nothing", "--log.level: a value is missing", "serve --help"),
                Arguments.of(
                        "--log.level=info --log.level=info",
                        "--log.level is given twice",
                        "serve --help"),
                Arguments.of(
                        "--collector.cpu --no-collector.cpu",
                        "--collector.cpu is given twice",
                        "serve --help"),
                Arguments.of(
                        "--collector.cpu=true",
                        "option '--collector.cpu' should be specified without 'true' parameter",
                        "serve --help"),
                Arguments.of(
                        "--no-log.level",
                        "--no-log.level: --log.level takes a value and cannot be switched off",
                        "serve --help"),
                Arguments.of(
                        "--collector.filesystem.ignored-mount-points=x",
                        "--collector.filesystem.ignored-mount-points is called --collector.filesystem.mount-points-exclude now",
                        "serve --help"),
                Arguments.of("serve more", "unexpected 'more'", "serve --help"),
                Arguments.of("colect", "unknown command 'colect', did you mean collect?", "--help"),
                Arguments.of("destroy", "unknown command 'destroy'", "--help"),
                Arguments.of(
                        "check",
                        "a command is missing behind check, one of config, web-config, metrics, rules, router expected",
                        "check --help"),
                Arguments.of(
                        "check confg",
                        "unknown command 'confg', did you mean config?",
                        "check --help"),
                Arguments.of(
                        "query",
                        "a command is missing behind query, one of instant, range expected",
                        "query --help"),
                Arguments.of(
                        "test",
                        "a command is missing behind test, one of promql, rules expected",
                        "test --help"),
                Arguments.of(
                        "query range up --end=1 --step=15s",
                        "--start: a value is missing where --end has one",
                        "query range --help"),
                Arguments.of("query instant", "EXPR is missing", "query instant --help"),
                Arguments.of(
                        "query instant up --format=xml",
                        "--format: 'xml', one of table, json expected",
                        "query instant --help"),
                Arguments.of(
                        "query instant up --url=localhost",
                        "--url: an address such as http://localhost:10048 expected",
                        "query instant --help"),
                Arguments.of("test promql", "FILE is missing", "test promql --help"),
                Arguments.of(
                        "collect --storage.tsdb.path=x",
                        "--storage.tsdb.path is no flag of collect",
                        "collect --help"),
                Arguments.of("check config", "FILE is missing", "check config --help"),
                Arguments.of("check config a b", "unexpected 'b'", "check config --help"),
                Arguments.of(
                        "check metrics --x", "--x is no flag of metrics", "check metrics --help"),
                Arguments.of(
                        "collect cpi",
                        "no collector or group is called 'cpi', did you mean cpu?",
                        "collect --help"),
                Arguments.of(
                        "collect --format=xml",
                        "--format: 'xml', one of text, openmetrics, json, report expected",
                        "collect --help"),
                Arguments.of(
                        "collect --web.max-requests=5",
                        "--web.max-requests is no flag of collect",
                        "collect --help"),
                Arguments.of(
                        "collect --no-web.enable-lifecycle",
                        "--no-web.enable-lifecycle is no flag of collect",
                        "collect --help"),
                Arguments.of("generate-man", "DIR is missing", "generate-man --help"),
                Arguments.of("help nothing", "unknown command 'nothing'", "--help"),
                Arguments.of(
                        "help check confg",
                        "unknown command 'confg', did you mean config?",
                        "--help"));
    }

    @ParameterizedTest
    @MethodSource("misunderstandings")
    void what_makes_no_sense_is_told_in_two_lines(String words, String what, String help) {
        int code = console.run(words.split(" "));

        assertThat(console.complained())
                .isEqualTo("hypervigil: " + what + "\n  see 'hypervigil " + help + "'\n");
        assertThat(code).isEqualTo(2);
        assertThat(console.printed()).isEmpty();
        assertThat(console.served).isEmpty();
    }

    @Test
    void bad_values_of_flags_are_misunderstandings_and_those_of_files_failures() throws Exception {
        var file = folder.resolve("hv.yml");
        Files.writeString(file, "log: {level: loud}\n");

        assertThat(console.run("--log.format=xml", "--web.max-requests=x")).isEqualTo(2);
        assertThat(console.complained())
                .isEqualTo(
                        """
                        hypervigil: --web.max-requests: 'x', whole number expected
                        hypervigil: --log.format: 'xml', one of text, json expected
                        """);

        assertThat(console.run("--config.file=" + file, "--log.format=xml")).isEqualTo(1);
        assertThat(console.complained())
                .isEqualTo(
                        """
                        hypervigil: FILE, line 1, column 14: log.level: 'loud', one of debug, info, warn, error expected
                        hypervigil: --log.format: 'xml', one of text, json expected
                        """
                                .replace("FILE", file.toString()));
    }

    @Test
    void what_a_command_cannot_do_is_told_with_its_remedy_and_without_a_stack() {
        console.with(
                new Runners(
                        (_, _) -> {
                            throw new CommandFailure(
                                    "port 10048 is in use",
                                    "stop the other one, or choose --web.listen-address",
                                    null);
                        },
                        (_, _, _) -> {
                            throw new IOException("no space left");
                        },
                        _ -> {},
                        _ -> List.of(),
                        _ -> List.of(),
                        (_, _, _) -> 0));

        assertThat(console.run()).isEqualTo(1);
        assertThat(console.complained())
                .isEqualTo(
                        """
                        hypervigil: port 10048 is in use
                          stop the other one, or choose --web.listen-address
                        """);
        assertThat(console.run("collect")).isEqualTo(1);
        assertThat(console.complained()).isEqualTo("hypervigil: no space left\n");
    }

    @Test
    void with_debug_a_failure_has_its_stack() {
        console.with(
                new Runners(
                        (_, _) -> {
                            throw new IllegalStateException("broken");
                        },
                        (_, _, _) -> 0,
                        _ -> {},
                        _ -> List.of(),
                        _ -> List.of(),
                        (_, _, _) -> 0));

        console.run("--log.level=debug");

        assertThat(console.complained())
                .startsWith("hypervigil: java.lang.IllegalStateException: broken\n")
                .contains("\tat io.hypervigil.cli.CliTest");
    }

    @Test
    void a_configuration_is_checked_and_what_it_sets_is_told() throws Exception {
        var file = folder.resolve("hv.yml");
        Files.writeString(
                file,
                """
                web: {listen_addresses: [":1", ":2"], max_requests: 40}
                collectors:
                  machine: {groups: {wifi: true}, interval: 1m}
                  guests: {token: '${HV_TOKEN}'}
                """);

        assertThat(console.run("check", "config", file.toString())).isZero();
        assertThat(console.printed())
                .isEqualTo(
                        """
                        FILE is a valid configuration and sets:
                          web.listen_addresses: [":1", ":2"]
                          collectors.guests.token: <secret>
                          collectors.machine.interval: 1m
                          collectors.machine.groups.wifi: true
                        """
                                .replace("FILE", file.toString()));

        Files.writeString(file, "");
        assertThat(console.run("check", "config", file.toString())).isZero();
        assertThat(console.printed())
                .isEqualTo(file + " is a valid configuration and sets nothing\n");

        Files.writeString(file, "log: {level: loud}\nwbe: {}\n");
        assertThat(console.run("check", "config", file.toString())).isEqualTo(1);
        assertThat(console.complained())
                .isEqualTo(
                        """
                        FILE, line 2, column 1: unknown key wbe, did you mean web?
                        FILE, line 1, column 14: log.level: 'loud', one of debug, info, warn, error expected
                        """
                                .replace("FILE", file.toString()));
        assertThat(console.printed()).isEmpty();
    }

    @Test
    void a_web_configuration_is_checked_by_its_runner() {
        assertThat(console.run("check", "web-config", "web.yml")).isZero();
        assertThat(console.printed())
                .isEqualTo(
                        """
                        web.yml is a valid web configuration and sets:
                          tls: on
                          file: web.yml
                        """);
    }

    @Test
    void metrics_are_checked_with_the_exit_codes_of_promtool() {
        assertThat(console.reading("# HELP a_total A.\na_total 1\n").run("check", "metrics"))
                .isZero();
        assertThat(console.complained()).isEmpty();

        assertThat(console.reading("a_ms 1\n").run("check", "metrics")).isEqualTo(3);
        assertThat(console.complained())
                .isEqualTo(
                        """
                        a_ms has an abbreviated unit in its name
                        a_ms has no help text
                        """);

        assertThat(console.reading("a one\n").run("check", "metrics")).isEqualTo(1);
        assertThat(console.complained())
                .isEqualTo("standard input, line 1: the value is 'one', a number expected\n");
    }

    @Test
    void the_version_is_told_shortly_and_at_length() {
        for (String asked : List.of("version", "--version", "-V")) {
            assertThat(console.run(asked)).isZero();
            assertThat(console.printed()).isEqualTo("hypervigil 1.2.3\n");
        }
        assertThat(console.run("version", "--verbose")).isZero();
        assertThat(console.printed())
                .isEqualTo(
                        """
                        hypervigil 1.2.3
                        commit  abc1234
                        java    A Java 25
                        library alpha-1.0
                        library beta-2.0
                        """);
    }

    @Test
    void what_could_not_be_written_is_a_failure() {
        var full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("no space left on device");
                    }
                };
        var complaints = new ByteArrayOutputStream();
        var cli =
                new Cli(
                        List.of(),
                        _ -> null,
                        new Runners(
                                (_, _) -> 0,
                                (_, _, _) -> 0,
                                _ -> {},
                                _ -> List.of(),
                                _ -> List.of(),
                                (_, _, _) -> 0),
                        FakeConsole.ABOUT,
                        new Console(InputStream.nullInputStream(), full, complaints));

        assertThat(cli.run("version")).isEqualTo(1);
        assertThat(complaints).hasToString("hypervigil: could not write to standard output\n");
    }

    @Test
    void libraries_are_those_of_the_class_path() {
        assertThat(
                        About.libraries(
                                "target/classes:/lib/beta-2.0.jar:alpha-1.0.jar:/x/beta-2.0.jar:"))
                .containsExactly("alpha-1.0", "beta-2.0");
    }

    @Test
    void control_characters_do_not_reach_the_terminal() {
        console.run("\u001b[31mred");

        assertThat(console.complained())
                .isEqualTo(
                        """
                        hypervigil: unknown command '?[31mred'
                          see 'hypervigil --help'
                        """);
    }
}
