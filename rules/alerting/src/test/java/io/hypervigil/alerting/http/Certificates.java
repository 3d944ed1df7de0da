package io.hypervigil.alerting.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** A certificate of localhost that its own key signed, by openssl. */
public final class Certificates {

    private Certificates() {}

    /** Puts cert.pem and key.pem into a folder. */
    @Permitted("a real openssl")
    public static void make(Path folder) throws IOException, InterruptedException {
        var command =
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1",
                        "-keyout",
                        folder.resolve("key.pem").toString(),
                        "-out",
                        folder.resolve("cert.pem").toString());
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("openssl.log").toFile())
                            .start();
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(folder.resolve("openssl.log")));
            }
        } catch (IOException e) {
            throw new TestAbortedException("no openssl here: " + e.getMessage());
        }
    }
}
