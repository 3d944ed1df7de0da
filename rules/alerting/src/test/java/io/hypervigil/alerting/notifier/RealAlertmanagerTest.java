package io.hypervigil.alerting.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.RealAlertmanager;
import io.hypervigil.promql.labels.Labels;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RealAlertmanagerTest {

    @TempDir private Path folder;

    @Test
    void a_real_alertmanager_shows_what_it_was_sent_and_keeps_an_empty_annotation()
            throws Exception {
        var clock = InstantSource.system();
        try (var alertmanager = new RealAlertmanager(folder);
                var http = new HttpSender(Runnable::run, "test")) {
            var config =
                    NotifierTest.config(
                            "{alert_relabel_configs: [{target_label: host, replacement: h1}],"
                                    + " alertmanagers: [{static_configs: [{targets: ['"
                                    + alertmanager.address()
                                    + "']}]}]}");
            var notifier = new Notifier(config, http, Runnable::run, clock);
            notifier.send(
                    List.of(
                            new SentAlert(
                                    Labels.of("alertname", "GpuFell"),
                                    new TreeMap<>(Map.of("summary", "GPU 0 fell", "dashboard", "")),
                                    clock.instant().minusSeconds(60),
                                    clock.instant().plusSeconds(240),
                                    "http://hv/graph")));
            assertThat(notifier.drain(Duration.ofSeconds(20))).isTrue();
            var answer =
                    http.send(
                            new HttpSender.Request(
                                    "GET",
                                    URI.create(
                                            "http://" + alertmanager.address() + "/api/v2/alerts"),
                                    Map.of(),
                                    "",
                                    Duration.ofSeconds(5)),
                            HttpSettings.DEFAULT);
            assertThat(answer.body())
                    .contains("\"labels\":{\"alertname\":\"GpuFell\",\"host\":\"h1\"}")
                    .contains("\"annotations\":{\"dashboard\":\"\",\"summary\":\"GPU 0 fell\"}")
                    .contains("\"state\":\"active\"");
        }
    }
}
