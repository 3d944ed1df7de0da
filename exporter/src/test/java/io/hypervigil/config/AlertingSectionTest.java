package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alerting}; what its files say wrong is told where they are read. */
final class AlertingSectionTest {

    @TempDir Path folder;

    @Test
    void out_of_the_box_all_packs_are_judged_and_nobody_is_told() throws Exception {
        var section = Configured.withoutFile().load().alerting();

        assertThat(section.enabled()).isTrue();
        assertThat(section.packs()).containsExactly("all");
        assertThat(section.evaluationInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(section.resendDelay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(section.holdUnavailable()).isTrue();
        assertThat(section.shippedInhibitions()).isTrue();
        assertThat(section.path()).isEmpty();
        assertThat(section.routerFile()).isEmpty();
        assertThat(section.alertmanagers()).isEmpty();
        assertThat(section.isShipped()).isTrue();
    }

    @Test
    void single_alerts_are_changed_by_name() throws Exception {
        var alerts =
                Configured.by(
                                folder,
                                """
                                alerting:
                                  alerts:
                                    HostClockSkew: {enabled: false}
                                    HostDiskFull/warning: {threshold: 0.2, pending: 30m, severity: info}
                                """)
                        .load()
                        .alerting()
                        .alerts();

        assertThat(alerts.get("HostClockSkew")).extracting("enabled").isEqualTo(false);
        assertThat(alerts.get("HostDiskFull/warning"))
                .hasToString(
                        "AlertChange[enabled=true, threshold=Optional[0.2],"
                                + " pending=Optional[PT30M], severity=Optional[info]]");
    }

    @Test
    void flags_are_those_of_prometheus_where_it_has_them() throws Exception {
        var section =
                Configured.withoutFile()
                        .and("--alertmanager.url=http://a:9093", "--alertmanager.url=http://b:9093")
                        .and("--web.external-url=http://h.example:10048")
                        .load()
                        .alerting();

        assertThat(section.alertmanagers()).isEqualTo(List.of("http://a:9093", "http://b:9093"));
        assertThat(section.externalUrl()).contains("http://h.example:10048");
    }

    @Test
    void what_makes_no_sense_is_refused_at_its_place() throws Exception {
        Configured.by(folder, "alerting: {evaluation_interval: 10ms}")
                .isRefusedWith(
                        "HV.YML, line 1, column 33: alerting.evaluation_interval: 10ms, at least 1s"
                                + " expected");
        Configured.by(folder, "alerting: {resend_delay: 0s}")
                .isRefusedWith(
                        "HV.YML, line 1, column 26: alerting.resend_delay: 0s, at least 1s"
                                + " expected");
        Configured.by(folder, "alerting: {heartbeat_interval: 0s}")
                .isRefusedWith(
                        "HV.YML, line 1, column 32: alerting.heartbeat_interval: 0s, at least 1s"
                                + " expected");
        for (String url : List.of("not a url", "h:10048", "ftp://h/x")) {
            Configured.by(folder, "alerting: {external_url: '" + url + "'}")
                    .isRefusedWith(
                            "HV.YML, line 1, column 26: alerting.external_url: '"
                                    + url
                                    + "', a URL such as http://host.example:10048 expected");
        }
        Configured.by(folder, "alerting: {external_labels: {a-b: c}}")
                .isRefusedWith(
                        "HV.YML, line 1, column 29: alerting.external_labels: 'a-b', a name of a"
                                + " label such as cluster expected");
        Configured.by(folder, "alerting: {alerts: {A: {treshold: 1}}}")
                .isRefusedWith(
                        "HV.YML, line 1, column 25: unknown key alerting.alerts.A.treshold, did you"
                                + " mean threshold?");
    }
}
