package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.receiver.Smtp.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Logs in by the first way that the server offers and the settings allow. */
final class SmtpLogin {

    private SmtpLogin() {}

    static void log(SmtpSession session, Smtp.Server server) throws IOException, Refusal {
        var login = server.login();
        var offered = session.mechanisms();
        if (login.username().isEmpty() || offered.isEmpty()) {
            return;
        }
        for (var mechanism : offered) {
            var secret = mechanism.equals("CRAM-MD5") ? login.secret() : login.password();
            if (secret.isPresent() && attempt(session, login, mechanism, secret)) {
                return;
            }
        }
        throw new Refusal(
                true,
                "no way to log in: the server offers "
                        + String.join(", ", offered)
                        + ", and a password or a secret for one of them is not set");
    }

    private static boolean attempt(
            SmtpSession session, Smtp.Login login, String mechanism, Optional<Secret> secret)
            throws IOException, Refusal {
        var revealed = secret.isPresent() ? secret.get().reveal() : "";
        switch (mechanism) {
            case "CRAM-MD5" -> cramMd5(session, login.username(), revealed);
            case "PLAIN" -> {
                checkPrivate(session);
                var text = login.identity() + "\0" + login.username() + "\0" + revealed;
                session.expect("AUTH PLAIN " + encoded(text), 235);
            }
            case "LOGIN" -> {
                checkPrivate(session);
                session.expect("AUTH LOGIN", 334);
                session.expect(encoded(login.username()), 334);
                session.expect(encoded(revealed), 235);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void checkPrivate(SmtpSession session) throws Refusal {
        if (!session.isPrivate()) {
            throw new Refusal(true, "a password is not sent over an unencrypted connection");
        }
    }

    // RFC 2195.
    private static void cramMd5(SmtpSession session, String username, String secret)
            throws IOException, Refusal {
        var challenge = first(session.expect("AUTH CRAM-MD5", 334));
        session.expect(encoded(username + " " + digest(secret, challenge)), 235);
    }

    private static byte[] first(List<String> lines) throws IOException {
        try {
            return Base64.getDecoder().decode(lines.getFirst());
        } catch (IllegalArgumentException _) {
            throw new IOException("a challenge that is no base 64");
        }
    }

    private static String digest(String secret, byte[] challenge) {
        try {
            var mac = Mac.getInstance("HmacMD5");
            // The JDK wants a key of at least one byte; a block of zeros is the same to HMAC.
            var key = secret.isEmpty() ? new byte[64] : secret.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC with MD5", e);
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
