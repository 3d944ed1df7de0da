package io.hypervigil.config;

import io.hypervigil.collect.settings.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code web}: where and how the metrics are served. */
public record WebSection(
        @Setting(
                        help =
                                "Addresses to listen on: HOST:PORT, [IPV6]:PORT, :PORT for every"
                                        + " address of the host, unix:/PATH.",
                        byDefault = ":10048",
                        flag = "listen-address")
                List<String> listenAddresses,
        @Setting(help = "Path under which the metrics are.", byDefault = "/metrics")
                String telemetryPath,
        @Setting(
                        help =
                                "File that switches TLS, client certificates and users on, in the"
                                        + " format of Prometheus' exporter-toolkit.",
                        flag = "config.file")
                Optional<Path> configFile,
        @Setting(
                        help = "Scrapes served at once, beyond it 503; 0 for any number.",
                        byDefault = "40",
                        min = 0,
                        max = 100_000)
                int maxRequests,
        @Setting(help = "Whether POST /-/reload is there.") boolean enableLifecycle,
        @Setting(
                        help =
                                "Leave out metrics of the process itself: process_*, jvm_*,"
                                        + " hypervigil_*.")
                boolean disableExporterMetrics) {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    public WebSection {
        if (listenAddresses.isEmpty()) {
            throw new IllegalArgumentException("listen_addresses: none, at least one expected");
        }
        for (String address : listenAddresses) {
            try {
                ListenAddress.parse(address);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("listen_addresses: " + e.getMessage(), e);
            }
        }
        if (!PATH.matcher(telemetryPath).matches()) {
            throw new IllegalArgumentException(
                    "telemetry_path: '" + telemetryPath + "', a path such as /metrics expected");
        }
    }

    /** The addresses to listen on, read. */
    public List<ListenAddress> addresses() {
        return listenAddresses.stream().map(ListenAddress::parse).toList();
    }
}
