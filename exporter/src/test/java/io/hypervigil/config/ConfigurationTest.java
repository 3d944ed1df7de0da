package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.settings.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {

    @TempDir Path folder;

    @Test
    void without_file_and_flags_all_is_at_its_default() throws Exception {
        var configuration = Configured.withoutFile().load();

        assertThat(configuration.toYaml())
                .isEqualTo(
                        """
                        web:
                          listen_addresses:
                            - ":10048"
                          telemetry_path: /metrics
                          max_requests: 40
                          enable_lifecycle: false
                          disable_exporter_metrics: false
                        log:
                          level: info
                          format: text
                        path:
                          procfs: /proc
                          sysfs: /sys
                          rootfs: /
                          udev_data: /run/udev/data
                        sampling:
                          interval: 15s
                          freshness: 1s
                          deadline: 2s
                          staleness: 1m
                          max_series: 100000
                        window:
                          retention: 3h
                          interval: 15s
                          max_series: 50000
                          max_bytes: 50331648
                          job: hypervigil
                          labels: {}
                          snapshot: true
                          snapshot_interval: 5m
                        query:
                          timeout: 2m
                          max_samples: 1000000
                          max_concurrency: 2
                          lookback_delta: 5m
                          enable_experimental: false
                        alerting:
                          enabled: true
                          packs:
                            - all
                          rule_files: []
                          alerts: {}
                          evaluation_interval: 15s
                          resend_delay: 1m
                          hold_unavailable: true
                          shipped_inhibitions: true
                          alertmanagers: []
                          external_labels: {}
                          heartbeat_interval: 1m
                        collectors:
                          disable_defaults: false
                          guests:
                            groups: {}
                            uri: "qemu:///system"
                          machine:
                            groups: {}
                            cpu:
                              info: false
                            filesystem:
                              mount_points_exclude: "^/dev"
                              mount_timeout: 5s
                              stat_workers: 4
                            folders: []
                        """);
    }

    @Test
    void an_empty_file_says_nothing() throws Exception {
        for (String nothing : List.of("", "\n", "# nothing\n", "---\n", "~\n", "web:\n", "{}\n")) {
            assertThat(Configured.by(folder, nothing).load())
                    .as(nothing)
                    .isEqualTo(Configured.withoutFile().load());
        }
    }

    @Test
    void every_key_can_be_given() throws Exception {
        var configuration =
                Configured.by(
                                folder,
                                """
                                web:
                                  listen_addresses: [":1", "[::1]:2", "unix:/run/hv.sock"]
                                  telemetry_path: /all/metrics
                                  config_file: web.yml
                                  max_requests: 0
                                  enable_lifecycle: true
                                  disable_exporter_metrics: true
                                log: {level: debug, format: json}
                                path: {procfs: /h/proc, sysfs: /h/sys, rootfs: /h, udev_data: /u}
                                sampling:
                                  interval: 30s
                                  freshness: 0s
                                  deadline: 500ms
                                  staleness: 2m
                                  max_series: 7
                                window:
                                  retention: 6h
                                  interval: 5s
                                  max_series: 8
                                  max_bytes: 2000000
                                  job: gpu
                                  instance: host-1
                                  labels: {cluster: c1, rack: "7"}
                                  path: state
                                  snapshot: false
                                  snapshot_interval: 10m
                                query:
                                  timeout: 30s
                                  max_samples: 9
                                  max_concurrency: 10
                                  lookback_delta: 1m
                                  enable_experimental: true
                                collectors:
                                  disable_defaults: true
                                  machine:
                                    enabled: true
                                    interval: 1m
                                    groups: {cpu: false, wifi: true}
                                    cpu: {info: true, info_flags_include: "^a"}
                                    filesystem: {mount_points_exclude: "^/x", stat_workers: 2}
                                    folders: [/a, b]
                                  guests:
                                    uri: test:///default
                                    token: ${HV_TOKEN}
                                """)
                        .load();

        assertThat(configuration.web())
                .isEqualTo(
                        new WebSection(
                                List.of(":1", "[::1]:2", "unix:/run/hv.sock"),
                                "/all/metrics",
                                Optional.of(folder.resolve("web.yml")),
                                0,
                                true,
                                true));
        assertThat(configuration.log())
                .isEqualTo(
                        new LogSection(
                                io.hypervigil.logging.LogLevel.DEBUG,
                                io.hypervigil.logging.LogFormat.JSON));
        assertThat(configuration.path())
                .isEqualTo(
                        new PathSection(
                                Path.of("/h/proc"),
                                Path.of("/h/sys"),
                                Path.of("/h"),
                                Path.of("/u")));
        assertThat(configuration.sampling())
                .isEqualTo(
                        new SamplingSection(
                                Duration.ofSeconds(30),
                                Duration.ZERO,
                                Duration.ofMillis(500),
                                Duration.ofMinutes(2),
                                7));
        assertThat(configuration.window())
                .isEqualTo(
                        new WindowSection(
                                Duration.ofHours(6),
                                Duration.ofSeconds(5),
                                8,
                                2_000_000,
                                "gpu",
                                Optional.of("host-1"),
                                Map.of("cluster", "c1", "rack", "7"),
                                Optional.of(folder.resolve("state")),
                                false,
                                Duration.ofMinutes(10)));
        assertThat(configuration.query())
                .isEqualTo(
                        new QuerySection(
                                Duration.ofSeconds(30), 9, 10, Duration.ofMinutes(1), true));
        assertThat(configuration.collectors().disableDefaults()).isTrue();
        assertThat(configuration.collectors().of("machine"))
                .isEqualTo(
                        new CollectorSection(
                                new CollectorSection.Common(
                                        Optional.of(true),
                                        Optional.of(Duration.ofMinutes(1)),
                                        Map.of("cpu", false, "wifi", true)),
                                new TestCollector.MachineSettings(
                                        new TestCollector.Cpu(true, Optional.of("^a")),
                                        new TestCollector.Filesystem(
                                                "^/x", Duration.ofSeconds(5), 2),
                                        List.of(Path.of("/a"), folder.resolve("b")))));
        assertThat(configuration.collectors().of("guests").settings())
                .isEqualTo(
                        new TestCollector.GuestSettings(
                                "test:///default", Optional.of(new Secret("s3cret"))));
    }

    @Test
    void flags_are_stronger_than_the_file() throws Exception {
        var configuration =
                Configured.by(
                                folder,
                                """
                                web: {listen_addresses: [":1", ":2"], max_requests: 9}
                                collectors:
                                  machine: {cpu: {info: true}, groups: {wifi: true}}
                                """)
                        .and(
                                "--web.listen-address=:3",
                                "--web.listen-address=[::1]:4",
                                "--no-collector.cpu.info",
                                "--collector.cpu.info.flags-include=^b",
                                "--no-collector.cpu",
                                "--collector.machine.interval=20s",
                                "--web.config.file=web.yml")
                        .load();

        assertThat(configuration.web().listenAddresses()).containsExactly(":3", "[::1]:4");
        assertThat(configuration.web().maxRequests()).isEqualTo(9);
        assertThat(configuration.web().configFile()).contains(Path.of("web.yml").toAbsolutePath());
        var machine = configuration.collectors().of("machine");
        assertThat(machine.common().groups()).isEqualTo(Map.of("wifi", true, "cpu", false));
        assertThat(machine.common().interval()).contains(Duration.ofSeconds(20));
        assertThat(((TestCollector.MachineSettings) machine.settings()).cpu())
                .isEqualTo(new TestCollector.Cpu(false, Optional.of("^b")));
    }

    @Test
    void the_effective_configuration_is_a_file_that_gives_it_again() throws Exception {
        var first =
                Configured.by(
                                folder,
                                """
                                web: {config_file: /etc/web.yml, telemetry_path: /m}
                                collectors:
                                  machine:
                                    interval: 90s
                                    groups: {wifi: true}
                                    filesystem: {mount_points_exclude: "^/a \\t\\"b\\"#: é\\u2028"}
                                """)
                        .load();

        var second = Configured.by(folder, first.toYaml()).load();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void secrets_are_not_in_the_effective_configuration() throws Exception {
        Files.writeString(folder.resolve("token"), "from-a-file\n");
        var inPlace = Configured.by(folder, "collectors: {guests: {token: in-place}}").load();
        var ofFile = Configured.by(folder, "collectors: {guests: {token_file: token}}").load();

        assertThat(inPlace.toYaml()).contains("token: <secret>").doesNotContain("in-place");
        assertThat(ofFile.toYaml()).contains("token: <secret>").doesNotContain("from-a-file");
        assertThat(ofFile.collectors().of("guests").settings())
                .isEqualTo(
                        new TestCollector.GuestSettings(
                                "qemu:///system", Optional.of(new Secret("from-a-file"))));
        assertThat(ofFile.toString()).doesNotContain("from-a-file");
    }

    @Test
    void loading_again_reads_the_file_again() throws Exception {
        var configured = Configured.by(folder, "web: {max_requests: 1}");
        var first = configured.load();
        Files.writeString(folder.resolve("hv.yml"), "web: {max_requests: 2}");

        var second = configured.load();

        assertThat(first.web().maxRequests()).isEqualTo(1);
        assertThat(second.web().maxRequests()).isEqualTo(2);
    }
}
