package io.hypervigil.web.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** What a client says of itself by HTTP Basic (RFC 7617). */
final class Credentials {

    private static final String SCHEME = "Basic ";

    private final String user;
    private final byte[] password;

    private Credentials(String user, byte[] password) {
        this.user = user;
        this.password = password;
    }

    /** As a header would give them. */
    static Credentials of(String user, String password) {
        return new Credentials(user, password.getBytes(StandardCharsets.UTF_8));
    }

    String user() {
        return user;
    }

    /** Its bytes as they came. */
    byte[] password() {
        return password.clone();
    }

    /** Those of an {@code Authorization} header, or empty where it holds none. */
    static Optional<Credentials> of(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            var encoded = authorization.substring(SCHEME.length()).strip();
            return ofPair(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Credentials> ofPair(byte[] pair) {
        for (int colon = 0; colon < pair.length; colon++) {
            if (pair[colon] == ':') {
                var user = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(pair, 0, colon));
                return Optional.of(
                        new Credentials(
                                user.toString(), Arrays.copyOfRange(pair, colon + 1, pair.length)));
            }
        }
        return Optional.empty();
    }

    /** Never the password. */
    @Override
    public String toString() {
        return user;
    }
}
