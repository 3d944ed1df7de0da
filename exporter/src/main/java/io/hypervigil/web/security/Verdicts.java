package io.hypervigil.web.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers which credentials were right and which were wrong, so that a scraper costs one bcrypt
 * and not one a scrape. Kept is a keyed hash, whose key dies with the process; never a password.
 * Wrong ones are kept apart: however many there are, they push no right one out.
 *
 * <p>Thread: any.
 */
final class Verdicts {

    private static final int MAX_OF_EACH = 256;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;
    private final Map<String, Boolean> right = new Bounded();
    private final Map<String, Boolean> wrong = new Bounded();

    Verdicts() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        secret = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Names credentials: a user of that hash who gives that password. */
    String name(String user, PasswordHash hash, byte[] password) {
        return HexFormat.of().formatHex(keyed(utf8(user), utf8(hash.text()), password));
    }

    /** A number from 0 to below {@code bound} that belongs to a user name, the same each time. */
    int choice(String user, int bound) {
        return Math.floorMod(Arrays.hashCode(keyed(utf8(user))), bound);
    }

    synchronized Optional<Boolean> of(String name) {
        if (right.get(name) != null) {
            return Optional.of(true);
        }
        return wrong.get(name) != null ? Optional.of(false) : Optional.empty();
    }

    synchronized void remember(String name, boolean isRight) {
        (isRight ? right : wrong).put(name, isRight);
    }

    private byte[] keyed(byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            for (byte[] part : parts) {
                // The length first, so that no two lists of parts are one text.
                mac.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Drops what was not asked for the longest. */
    private static final class Bounded extends LinkedHashMap<String, Boolean> {

        @java.io.Serial private static final long serialVersionUID = 1;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_OF_EACH;
        }
    }
}
