package io.hypervigil.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, with the whole of what people read then. */
final class RefusedConfigurationTest {

    @TempDir Path folder;

    @Test
    void all_problems_are_told_at_once() throws Exception {
        Configured.by(
                        folder,
                        """
                        web:
                          listen_adresses: [":1"]
                          max_requests: -1
                          telemetry_path: metrics
                        log: {level: loud}
                        sampling:
                          interval: 2m
                        collectors:
                          machine:
                            groups: {wfi: true, cpu: maybe}
                            filesytem: {}
                            filesystem:
                              ignored_mount_points: ^/x
                              mount_timeout: 0s
                          guest: {}
                        colectors: {}
                        """)
                .isRefusedWith(
                        """
                        HV.YML, line 16, column 1: unknown key colectors, did you mean collectors?
                        HV.YML, line 2, column 3: unknown key web.listen_adresses, did you mean listen_addresses?
                        HV.YML, line 3, column 17: web.max_requests: -1, from 0 to 100000 expected
                        HV.YML, line 4, column 19: web.telemetry_path: 'metrics', a path such as /metrics expected
                        HV.YML, line 5, column 14: log.level: 'loud', one of debug, info, warn, error expected
                        HV.YML, line 7, column 3: sampling.staleness: 1m, at least the interval of 2m expected
                        HV.YML, line 15, column 3: unknown key collectors.guest, did you mean guests?
                        HV.YML, line 11, column 5: unknown key collectors.machine.filesytem, did you mean filesystem?
                        HV.YML, line 13, column 7: collectors.machine.filesystem.ignored_mount_points is called collectors.machine.filesystem.mount_points_exclude now
                        HV.YML, line 14, column 22: collectors.machine.filesystem.mount_timeout: 0s, more expected
                        HV.YML, line 10, column 30: collectors.machine.groups.cpu: 'maybe', true or false expected
                        HV.YML, line 10, column 14: unknown key collectors.machine.groups.wfi, did you mean wifi?
                        """);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of(
                        "web: [",
                        "HV.YML, line 1, column 7: not YAML: expected the node content, but found '<stream end>'"),
                Arguments.of(
                        "web: \"x\n",
                        "HV.YML, line 2, column 1: not YAML: found unexpected end of stream"),
                Arguments.of(
                        "\tweb: 1\n",
                        "HV.YML, line 1, column 1: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                Arguments.of(
                        "web: a: b\n",
                        "HV.YML, line 1, column 7: not YAML: mapping values are not allowed here"),
                Arguments.of(
                        "? [web]\n: 1\n",
                        "HV.YML, line 1, column 4: not YAML: Expected a field name (Scalar value in YAML)"),
                Arguments.of(
                        "web: \u0007\n",
                        "HV.YML, line 1, column 1: not YAML: special characters are not allowed"),
                Arguments.of(
                        "web: {}\nweb: {}\n",
                        "HV.YML, line 2, column 1: the key 'web' a second time"),
                Arguments.of(
                        "web: {}\n---\nlog: {}\n", "HV.YML, line 3, column 1: a second document"),
                Arguments.of(
                        "web: &w {}\nlog: *w\n",
                        "HV.YML, line 2, column 6: an alias or a tag, a plain value expected"),
                Arguments.of(
                        "web: !x {}\n",
                        "HV.YML, line 1, column 6: an alias or a tag, a plain value expected"),
                Arguments.of("- web\n", "HV.YML, line 1, column 1: a list, a mapping expected"),
                Arguments.of("web\n", "HV.YML, line 1, column 1: 'web', a mapping expected"),
                Arguments.of("web: 5\n", "HV.YML, line 1, column 6: web: '5', a mapping expected"),
                Arguments.of(
                        "collectors: 5\n",
                        "HV.YML, line 1, column 13: collectors: '5', a mapping expected"),
                Arguments.of(
                        "collectors: {machine: 5}\n",
                        "HV.YML, line 1, column 23: collectors.machine: '5', a mapping expected"),
                Arguments.of(
                        "collectors: {machine: {groups: [cpu]}}\n",
                        "HV.YML, line 1, column 32: collectors.machine.groups: a list, a mapping expected"),
                Arguments.of(
                        "collectors: {machine: {interval: 0s}}\n",
                        "HV.YML, line 1, column 34: collectors.machine.interval: 0s, more than 0 expected"),
                Arguments.of(
                        "collectors: {machine: {enabled: 1}}\n",
                        "HV.YML, line 1, column 33: collectors.machine.enabled: '1', true or false expected"),
                Arguments.of(
                        "sampling: {interval: 0s}\n",
                        "HV.YML, line 1, column 22: sampling.interval: 0s, more than 0 expected"),
                Arguments.of(
                        "sampling: {deadline: 0s}\n",
                        "HV.YML, line 1, column 22: sampling.deadline: 0s, more than 0 expected"),
                Arguments.of(
                        "sampling: {max_series: 0}\n",
                        "HV.YML, line 1, column 24: sampling.max_series: 0, from 1 to 10000000 expected"),
                Arguments.of(
                        "web: {listen_addresses: []}\n",
                        "HV.YML, line 1, column 25: web.listen_addresses: none, at least one expected"),
                Arguments.of(
                        "web: {listen_addresses: [10048]}\n",
                        "HV.YML, line 1, column 25: web.listen_addresses: '10048' is no address to listen on: :10048, 127.0.0.1:10048, [::1]:10048 or unix:/run/hypervigil.sock expected"),
                Arguments.of(
                        "web: {telemetry_path: /}\n",
                        "HV.YML, line 1, column 23: web.telemetry_path: '/', a path such as /metrics expected"),
                Arguments.of(
                        "collectors: {guests: {token: '${HV_NONE}'}}\n",
                        "HV.YML, line 1, column 30: collectors.guests.token: the variable HV_NONE is not set"),
                Arguments.of(
                        "collectors: {guests: {token: a, token_file: b}}\n",
                        "HV.YML, line 1, column 45: collectors.guests.token_file: token is given too, one of them expected"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_bad_file_is_refused_with_line_and_column(String yaml, String problem) throws Exception {
        Configured.by(folder, yaml).isRefusedWith(problem);
    }

    @Test
    void a_bad_flag_is_refused_by_its_name() throws Exception {
        Configured.by(folder, "web: {max_requests: 9}\nlog: {level: loud}\n")
                .and(
                        "--web.max-requests=many",
                        "--web.listen-address=:1",
                        "--web.listen-address=host",
                        "--sampling.staleness=1s",
                        "--collector.machine.interval=often",
                        "--path.procfs=",
                        "--path.sysfs=a\0b")
                .isRefusedWith(
                        """
                        --web.max-requests: 'many', whole number expected
                        --web.listen-address: 'host' is no address to listen on: :10048, 127.0.0.1:10048, [::1]:10048 or unix:/run/hypervigil.sock expected
                        HV.YML, line 2, column 14: log.level: 'loud', one of debug, info, warn, error expected
                        --path.procfs: '', path expected
                        --path.sysfs: 'a?b', path expected
                        --sampling.staleness: 1s, at least the interval of 15s expected
                        --collector.machine.interval: 'often', duration expected
                        """);
        Configured.withoutFile()
                .and("--web.listen-address=host")
                .isRefusedWith(
                        "--web.listen-address: 'host' is no address to listen on: :10048, 127.0.0.1:10048, [::1]:10048 or unix:/run/hypervigil.sock expected");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused() throws Exception {
        Configured.withoutFile()
                .and("--config.file=/nowhere/hv.yml")
                .isRefusedWith("/nowhere/hv.yml: no such file");
        Configured.withoutFile()
                .and("--config.file=/")
                .isRefusedWith("/: could not be read: Is a directory");
        Configured.withoutFile()
                .and("--config.file=a\0b")
                .isRefusedWith("--config.file: path expected");
    }

    @Test
    void a_file_that_is_too_large_too_deep_or_not_utf8_is_refused() throws Exception {
        var large = Configured.by(folder, "#".repeat(2 * 1024 * 1024 + 1));
        large.isRefusedWith("HV.YML: larger than 2 MiB");

        Configured.by(folder, "[".repeat(100_000))
                .isRefusedWith("HV.YML, line 1, column 66: more than 64 levels");

        var broken = Configured.by(folder, "");
        Files.write(folder.resolve("hv.yml"), new byte[] {'a', (byte) 0xff});
        broken.isRefusedWith("HV.YML: not UTF-8");
    }

    @Test
    void a_flag_below_a_section_that_is_no_mapping_does_not_hide_it() throws Exception {
        Configured.by(folder, "web: 5\n")
                .and("--web.max-requests=9")
                .isRefusedWith("HV.YML, line 1, column 6: web: '5', a mapping expected");
    }
}
