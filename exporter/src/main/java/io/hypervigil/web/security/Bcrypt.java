package io.hypervigil.web.security;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.IllegalBCryptFormatException;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * bcrypt as htpasswd and Go compute it: the password and a zero byte, of which the first 72 bytes
 * count. The library's own way leaves out the 72nd.
 */
final class Bcrypt implements PasswordCheck {

    private static final int MAX_BYTES = 72;

    @Override
    public boolean matches(byte[] password, PasswordHash hash) {
        var key = Arrays.copyOf(password, Math.min(password.length + 1, MAX_BYTES));
        try {
            var parts =
                    Version.VERSION_2Y.parser.parse(
                            hash.text().getBytes(StandardCharsets.US_ASCII));
            return BCrypt.verifyer(
                            Version.VERSION_2Y_NO_NULL_TERMINATOR, LongPasswordStrategies.none())
                    .verify(key, parts)
                    .verified;
        } catch (IllegalBCryptFormatException e) {
            throw new IllegalStateException("a hash whose form was checked", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
