package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Authorities and certificates, made by OpenSSL in a folder of a test: {@code NAME.crt} and {@code
 * NAME.key}.
 */
public final class Pki {

    private static final List<String> EC =
            List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    private static final List<String> RSA = List.of("-newkey", "rsa:2048");
    private static final List<String> ED25519 = List.of("-newkey", "ed25519");

    private final Path folder;
    private final String openssl;

    public Pki(Path folder) {
        this.folder = folder;
        this.openssl = RealPart.require("openssl", "install the package openssl").toString();
    }

    /** Two authorities, a server for 127.0.0.1 and clients of several kinds. */
    public static Pki usual(Path folder) throws IOException {
        var pki = new Pki(folder);
        pki.authority("ca");
        pki.authority("other-ca");
        pki.issue("server", EC, "ca", 30, "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1");
        pki.issue("server-rsa", RSA, "ca", 30, "subjectAltName=DNS:localhost,IP:127.0.0.1");
        pki.issue(
                "client",
                EC,
                "ca",
                30,
                "subjectAltName=DNS:scraper.example,email:ops@example.org,IP:10.1.2.3,"
                        + "IP:2001:db8::1,URI:spiffe://example.org/prometheus\n"
                        + "extendedKeyUsage=clientAuth");
        pki.issue("nameless", EC, "ca", 30, "extendedKeyUsage=clientAuth");
        pki.issue("foreign", EC, "other-ca", 30, "subjectAltName=DNS:scraper.example");
        pki.issue("expired", EC, "ca", -1, "subjectAltName=DNS:scraper.example");
        return pki;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public void authority(String name) {
        var command = new ArrayList<>(List.of("req", "-x509", "-nodes", "-days", "30"));
        command.addAll(EC);
        command.addAll(List.of("-subj", "/CN=" + name, "-keyout", name + ".key"));
        command.addAll(List.of("-out", name + ".crt"));
        run(command.toArray(String[]::new));
    }

    public void issueRsa(String name) throws IOException {
        issue(name, RSA, "ca", 30, "subjectAltName=IP:127.0.0.1");
    }

    public void issueEd25519(String name) throws IOException {
        issue(name, ED25519, "ca", 30, "subjectAltName=IP:127.0.0.1");
    }

    public void issueEc(String name) throws IOException {
        issue(name, EC, "ca", 30, "subjectAltName=IP:127.0.0.1");
    }

    private void issue(
            String name, List<String> kind, String authority, int days, String extensions)
            throws IOException {
        var request = new ArrayList<>(List.of("req", "-new", "-nodes", "-subj", "/CN=" + name));
        request.addAll(kind);
        request.addAll(List.of("-keyout", name + ".key", "-out", name + ".csr"));
        run(request.toArray(String[]::new));
        Files.writeString(file(name + ".ext"), extensions + "\n");
        run(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-out",
                name + ".crt",
                "-days",
                "" + days,
                "-CA",
                authority + ".crt",
                "-CAkey",
                authority + ".key",
                "-CAcreateserial",
                "-extfile",
                name + ".ext");
    }

    /** Runs {@code openssl}; what it prints. */
    public String run(String... arguments) {
        var command = new ArrayList<>(List.of(openssl));
        command.addAll(List.of(arguments));
        var run = RealPart.run(folder, "", command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }
}
