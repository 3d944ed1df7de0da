package io.hypervigil.web.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is asked of a client's certificate, as Go's tls.ClientAuthType. */
public enum ClientAuth {
    /** None is asked for. */
    NONE("NoClientCert"),
    /** One is asked for, and never looked at. */
    REQUEST("RequestClientCert"),
    /** There must be one, signed by anybody. */
    REQUIRE_ANY("RequireAnyClientCert"),
    /** Where there is one, an authority must have signed it. */
    VERIFY_IF_GIVEN("VerifyClientCertIfGiven"),
    /** There must be one that an authority signed. */
    REQUIRE_AND_VERIFY("RequireAndVerifyClientCert");

    /** What exporter-toolkit called {@link #REQUIRE_ANY} at first, and still takes. */
    private static final String FORMER_REQUIRE_ANY = "RequireClientCert";

    private final String written;

    ClientAuth(String written) {
        this.written = written;
    }

    /** Whether a handshake without a certificate fails. */
    boolean isRequired() {
        return this == REQUIRE_ANY || this == REQUIRE_AND_VERIFY;
    }

    /** Whether a certificate must lead to an authority. */
    boolean isVerified() {
        return this == VERIFY_IF_GIVEN || this == REQUIRE_AND_VERIFY;
    }

    static Optional<ClientAuth> of(String written) {
        if (written.isEmpty()) {
            return Optional.of(NONE);
        }
        return written.equals(FORMER_REQUIRE_ANY)
                ? Optional.of(REQUIRE_ANY)
                : Arrays.stream(values()).filter(type -> type.written.equals(written)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(type -> type.written).toList();
    }
}
