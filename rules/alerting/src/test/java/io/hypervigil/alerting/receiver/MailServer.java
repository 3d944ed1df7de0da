package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.Permitted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.opentest4j.TestAbortedException;

/** A real mail server, Debian's python3-aiosmtpd; where that is missing the test is skipped. */
final class MailServer implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;
    private final int port;

    @Permitted("a real mail server")
    MailServer(Path folder, String mode, String mechanisms) throws IOException {
        var script = folder.resolve("mail_server.py");
        try (InputStream from = MailServer.class.getResourceAsStream("mail_server.py")) {
            Files.copy(Objects.requireNonNull(from), script, StandardCopyOption.REPLACE_EXISTING);
        }
        process =
                new ProcessBuilder(
                                "/usr/bin/python3",
                                script.toString(),
                                mode,
                                folder.resolve("cert.pem").toString(),
                                folder.resolve("key.pem").toString(),
                                mechanisms)
                        .redirectError(folder.resolve("mail.log").toFile())
                        .start();
        said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var first = said.readLine();
        if (first == null) {
            throw new TestAbortedException(
                    "no python3-aiosmtpd here: " + Files.readString(folder.resolve("mail.log")));
        }
        port = Integer.parseInt(first);
    }

    String address() {
        return "localhost:" + port;
    }

    /** The next mail that it took. */
    JsonNode mail() throws IOException {
        return Json.read(Objects.requireNonNull(said.readLine())).orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
