package io.hypervigil.web.security;

import io.hypervigil.collect.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Reads the certificates and keys that a web configuration names.
 *
 * <p>Thread: one.
 */
final class TlsMaterial {

    private static final String TLS = "tls_server_config";

    private final WatchedFiles files;
    private final Places places;

    TlsMaterial(WatchedFiles files, Places places) {
        this.files = files;
        this.places = places;
    }

    /** What handshakes are made with, or every reason why there can be none. */
    TlsContext load(TlsSettings settings) throws SettingsException {
        var chain = certificates(settings.certificate(), "cert");
        var keyText = text(settings.key(), "key");
        var authorities =
                settings.clientAuthorities().map(source -> certificates(source, "client_ca"));
        var identity =
                chain.isEmpty() || keyText.isEmpty()
                        ? Optional.<Identity>empty()
                        : identity(chain, keyText.get(), settings.key());
        if (!places.problems().isEmpty() || identity.isEmpty()) {
            throw new SettingsException(places.problems());
        }
        try {
            return TlsContext.of(settings, identity.get(), authorities);
        } catch (GeneralSecurityException e) {
            throw new SettingsException(
                    List.of(places.line("no TLS on this Java: " + e.getMessage(), TLS)));
        }
    }

    private Optional<Identity> identity(
            List<X509Certificate> chain, String keyText, PemSource keySource) {
        try {
            return Optional.of(Identity.of(chain, keyText));
        } catch (MalformedPemException e) {
            refuse(keySource, "key", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private List<X509Certificate> certificates(PemSource source, String key) {
        try {
            var text = text(source, key);
            return text.isEmpty() ? List.of() : Pem.certificates(text.get());
        } catch (MalformedPemException e) {
            refuse(source, key, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private Optional<String> text(PemSource source, String key) {
        return switch (source) {
            case PemSource.Inline inline -> Optional.of(inline.text().reveal());
            case PemSource.InFile inFile -> {
                try {
                    // PEM is ASCII; what stands around its blocks may be anything.
                    var bytes = files.read(inFile.file());
                    yield Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
                } catch (NoSuchFileException _) {
                    refuse(source, key, "no such file");
                } catch (IOException e) {
                    refuse(source, key, "could not be read: " + e.getMessage());
                }
                yield Optional.empty();
            }
        };
    }

    private void refuse(PemSource source, String key, String why) {
        switch (source) {
            case PemSource.Inline _ -> places.refuse(why, TLS, key);
            case PemSource.InFile inFile ->
                    places.refuse(inFile.file() + ": " + why, TLS, key + "_file");
        }
    }
}
