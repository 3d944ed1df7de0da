package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.settings.Setting;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlagCatalogTest {

    @Test
    void every_setting_and_group_has_its_flag() {
        var lines =
                Configured.FLAGS.sections().stream()
                        .flatMap(section -> section.flags().stream())
                        .map(FlagCatalogTest::line)
                        .collect(Collectors.joining("\n", "", "\n"));

        assertThat(lines)
                .isEqualTo(
                        """
                        --config.file SINGLE  path
                        --web.listen-address REPEATED web.listen_addresses text
                        --web.telemetry-path SINGLE web.telemetry_path text
                        --web.config.file SINGLE web.config_file path
                        --web.max-requests SINGLE web.max_requests whole number
                        --web.enable-lifecycle SWITCH web.enable_lifecycle true or false
                        --web.disable-exporter-metrics SWITCH web.disable_exporter_metrics true or false
                        --log.level SINGLE log.level one of debug, info, warn, error
                        --log.format SINGLE log.format one of text, json
                        --path.procfs SINGLE path.procfs path
                        --path.sysfs SINGLE path.sysfs path
                        --path.rootfs SINGLE path.rootfs path
                        --path.udev.data SINGLE path.udev_data path
                        --sampling.interval SINGLE sampling.interval duration
                        --sampling.freshness SINGLE sampling.freshness duration
                        --sampling.deadline SINGLE sampling.deadline duration
                        --sampling.staleness SINGLE sampling.staleness duration
                        --sampling.max-series SINGLE sampling.max_series whole number
                        --storage.tsdb.retention.time SINGLE window.retention duration
                        --window.interval SINGLE window.interval duration
                        --window.max-series SINGLE window.max_series whole number
                        --window.max-bytes SINGLE window.max_bytes whole number
                        --window.job SINGLE window.job text
                        --window.instance SINGLE window.instance text
                        --storage.tsdb.path SINGLE window.path path
                        --window.snapshot SWITCH window.snapshot true or false
                        --window.snapshot-interval SINGLE window.snapshot_interval duration
                        --query.timeout SINGLE query.timeout duration
                        --query.max-samples SINGLE query.max_samples whole number
                        --query.max-concurrency SINGLE query.max_concurrency whole number
                        --query.lookback-delta SINGLE query.lookback_delta duration
                        --query.enable-experimental SWITCH query.enable_experimental true or false
                        --alerting.enabled SWITCH alerting.enabled true or false
                        --alerting.packs REPEATED alerting.packs text
                        --alerting.rule-files REPEATED alerting.rule_files path
                        --alerting.evaluation-interval SINGLE alerting.evaluation_interval duration
                        --alerting.resend-delay SINGLE alerting.resend_delay duration
                        --alerting.hold-unavailable SWITCH alerting.hold_unavailable true or false
                        --alerting.path SINGLE alerting.path path
                        --alerting.router-file SINGLE alerting.router_file path
                        --alerting.shipped-inhibitions SWITCH alerting.shipped_inhibitions true or false
                        --alertmanager.url REPEATED alerting.alertmanagers text
                        --alerting.alertmanagers-file SINGLE alerting.alertmanagers_file path
                        --web.external-url SINGLE alerting.external_url text
                        --alerting.heartbeat-url-file SINGLE alerting.heartbeat_url_file path
                        --alerting.heartbeat-interval SINGLE alerting.heartbeat_interval duration
                        --collector.disable-defaults SWITCH collectors.disable_defaults true or false
                        --collector.guests SWITCH collectors.guests.enabled true or false
                        --collector.guests.interval SINGLE collectors.guests.interval duration
                        --collector.machine SWITCH collectors.machine.enabled true or false
                        --collector.machine.interval SINGLE collectors.machine.interval duration
                        --collector.guests.pool SWITCH collectors.guests.groups.guests.pool true or false
                        --collector.cpu SWITCH collectors.machine.groups.cpu true or false
                        --collector.filesystem SWITCH collectors.machine.groups.filesystem true or false
                        --collector.wifi SWITCH collectors.machine.groups.wifi true or false
                        --guests.uri SINGLE collectors.guests.uri text
                        --guests.token-file SINGLE collectors.guests.token_file path
                        --collector.cpu.info SWITCH collectors.machine.cpu.info true or false
                        --collector.cpu.info.flags-include SINGLE collectors.machine.cpu.info_flags_include text
                        --collector.filesystem.mount-points-exclude SINGLE collectors.machine.filesystem.mount_points_exclude text
                        --collector.filesystem.mount-timeout SINGLE collectors.machine.filesystem.mount_timeout duration
                        --collector.filesystem.stat-workers SINGLE collectors.machine.filesystem.stat_workers whole number
                        --collector.folders REPEATED collectors.machine.folders path
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--web.listen-adress | unknown flag --web.listen-adress, did you mean --web.listen-address?",
                "--collector.wfi | unknown flag --collector.wfi, did you mean --collector.wifi?",
                "--no-collector.wfi | unknown flag --no-collector.wfi, did you mean --no-collector.wifi?",
                "--collector.filesystem.ignored-mount-points | --collector.filesystem.ignored-mount-points is called --collector.filesystem.mount-points-exclude now",
                "--no-log.level | --no-log.level: --log.level takes a value and cannot be switched off",
                "--anything | unknown flag --anything",
                "-x | unknown flag -x",
                "--no | unknown flag --no"
            })
    void an_unknown_flag_is_refused_with_what_may_be_meant(String name, String refusal) {
        assertThat(Configured.FLAGS.refusal(name)).isEqualTo(refusal);
    }

    @Test
    void a_name_in_use_twice_is_a_mistake_of_the_program() {
        record Enabled(@Setting(help = "clashes") boolean enabled) {}
        record Wifi(@Setting(help = "clashes") String wifi) {}
        var group = Group.on("one", "one");

        assertThatThrownBy(
                        () ->
                                catalog(
                                        collector("a", NoSettings.class, group),
                                        collector("a", NoSettings.class)))
                .hasMessage("collector a: the name is in use already");
        assertThatThrownBy(
                        () ->
                                catalog(
                                        collector("a", NoSettings.class, group),
                                        collector("b", NoSettings.class, group)))
                .hasMessage("group one: the name is in use already");
        assertThatThrownBy(
                        () ->
                                catalog(
                                        collector("a", NoSettings.class, group),
                                        collector("one", NoSettings.class)))
                .hasMessage("group one of collector a: the name is in use already");
        assertThatThrownBy(() -> catalog(collector("a", Enabled.class)))
                .hasMessage("setting enabled of collector a: the name is in use already");
        assertThatThrownBy(
                        () ->
                                new FlagCatalog(
                                        catalog(
                                                TestCollector.MACHINE,
                                                new TestCollector(
                                                        "b", "collector", Wifi.class, List.of()))))
                .hasMessage(
                        "--collector.wifi stands for collectors.b.wifi and collectors.machine.groups.wifi");
    }

    private static String line(Flag flag) {
        return String.join(
                " ", flag.name(), flag.form().toString(), flag.key(), flag.type().description());
    }

    record NoSettings() {}

    private static TestCollector collector(
            String name, Class<? extends Record> settings, Group... groups) {
        return new TestCollector(name, name, settings, List.of(groups));
    }

    private static CollectorCatalog catalog(TestCollector... collectors) {
        return new CollectorCatalog(List.of(collectors));
    }
}
