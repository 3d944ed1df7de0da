package io.hypervigil.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import io.hypervigil.web.security.Pki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class OwnProcessTest {

    @TempDir Path folder;

    @Test
    void what_is_not_configured_is_not_loaded() throws Exception {
        var classes = folder.resolve("classes");
        try (var process = start("", "-Xlog:class+load:file=" + classes)) {
            assertThat(curl("http://127.0.0.1:" + port(process))).startsWith("Anonymous");
        }

        assertThat(Files.readAllLines(classes))
                .anyMatch(line -> line.contains(" io.hypervigil.web.security.Guard "))
                .noneMatch(OwnProcessTest::isForTlsOrUsers);
    }

    private static boolean isForTlsOrUsers(String line) {
        return Stream.of(
                        " io.hypervigil.web.security.TlsContext ",
                        " org.eclipse.jetty.http2.server.",
                        " org.eclipse.jetty.alpn.",
                        " sun.security.ssl.SSLContextImpl",
                        " com.fasterxml.jackson.dataformat.yaml.",
                        " javax.crypto.Mac ",
                        " at.favre.lib.")
                .anyMatch(line::contains);
    }

    @Test
    void old_versions_are_spoken_where_they_are_asked_for() throws Exception {
        Pki.usual(folder);
        for (String certificate : new String[] {"server", "server-rsa"}) {
            var config = config(certificate);
            try (var process = start(config.toString())) {
                int port = port(process);

                assertThat(openssl(port, "-tls1")).contains("by HTTP/1.", "New, TLSv1.0, ");
                assertThat(openssl(port, "-tls1_1")).contains("by HTTP/1.", "Protocol  : TLSv1.1");
                assertThat(openssl(port, "-tls1_3")).contains("by HTTP/1.", "New, TLSv1.3, ");
            }
            Files.delete(portFile());
        }
    }

    private Path config(String certificate) throws IOException {
        return Files.writeString(
                folder.resolve("web.yml"),
                "tls_server_config:\n  min_version: TLS10\n  cert_file: "
                        + certificate
                        + ".crt\n  key_file: "
                        + certificate
                        + ".key\n");
    }

    private RealPart start(String config, String... options) {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(OwnProcess.class.getName(), config, portFile().toString()));
        return RealPart.start(folder, "server", command);
    }

    private Path portFile() {
        return folder.resolve("port");
    }

    private int port(RealPart process) throws IOException {
        while (!Files.exists(portFile())) {
            assertThat(process.isAlive()).as(process.log()).isTrue();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return Integer.parseInt(Files.readString(portFile()));
    }

    private String openssl(int port, String version) {
        var openssl = RealPart.require("openssl", "install the package openssl").toString();
        return RealPart.run(
                        folder,
                        "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
                        List.of(
                                openssl,
                                "s_client",
                                "-ign_eof",
                                "-connect",
                                "127.0.0.1:" + port,
                                version,
                                "-cipher",
                                "DEFAULT@SECLEVEL=0"))
                .output();
    }

    private String curl(String url) {
        var curl = RealPart.require("curl", "install the package curl").toString();
        return RealPart.run(folder, "", List.of(curl, "-sS", url)).output();
    }
}
