package io.hypervigil.peers.alerts;

import static io.hypervigil.peers.alerts.BusyHost.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silences and alerts of a process that other hosts reach. */
final class WhoMaySilenceTest {

    private static final String JSON = "application/json";

    @TempDir Path folder;

    @Test
    void nobody_may_who_does_not_say_who_it_is() throws Exception {
        try (var host = new BusyHost(folder).rule("0s").open().start()) {
            Eventually.get(SOON, () -> host.routed("status"));

            var silence =
                    host.post("/api/v2/silences", JSON, AlertmanagerApiTest.silence("HostBusy"));
            assertThat(silence.statusCode()).isEqualTo(403);
            assertThat(silence.body())
                    .isEqualTo(
                            "\"a change wants a user of the web configuration, or a process that"
                                    + " listens on loopback alone\"");
            assertThat(host.post("/api/v2/alerts", JSON, "[]").statusCode()).isEqualTo(403);
            assertThat(host.delete("/api/v2/silence/x").statusCode()).isEqualTo(403);
            assertThat(host.routed("silences")).isEmpty();
        }
    }

    @Test
    void a_user_of_the_web_configuration_may() throws Exception {
        try (var host = new BusyHost(folder).rule("0s").open().user("alice").start()) {
            Eventually.get(
                    SOON, () -> assertThat(host.get("/api/v2/status").statusCode()).isEqualTo(200));

            var silence =
                    host.post("/api/v2/silences", JSON, AlertmanagerApiTest.silence("HostBusy"));
            assertThat(silence.statusCode()).as(silence.body()).isEqualTo(200);
            assertThat(host.get("/api/v2/silences").body()).contains("\"HostBusy\"");
        }
    }
}
