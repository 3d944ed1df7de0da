package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.Addresses;
import io.hypervigil.alerting.http.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature that Amazon's services ask for, version 4, of a POST to the root path.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">how
 *     it is made</a>
 */
final class AwsSignature {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String SIGNED = "content-type;host;x-amz-date";

    private AwsSignature() {}

    static Post signed(
            Post post, String address, String region, String key, String secret, Instant now) {
        var time = TIME.format(now);
        var day = time.substring(0, 8);
        var scope = day + "/" + region + "/sns/aws4_request";
        var request =
                String.join(
                        "\n",
                        post.method(),
                        "/",
                        "",
                        "content-type:application/x-www-form-urlencoded",
                        "host:" + host(address),
                        "x-amz-date:" + time,
                        "",
                        SIGNED,
                        hash(post.body()));
        var toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(request));
        var signature = HexFormat.of().formatHex(hmac(keyOf(secret, day, region), toSign));
        var header =
                "AWS4-HMAC-SHA256 Credential="
                        + (key + "/" + scope)
                        + (", SignedHeaders=" + SIGNED)
                        + (", Signature=" + signature);
        return post.header("X-Amz-Date", Secret.of(time))
                .header("Authorization", Secret.of(header));
    }

    private static String host(String address) {
        return Addresses.parsed(address)
                .map(uri -> Addresses.shown(uri).substring(uri.getScheme().length() + 3))
                .orElse("");
    }

    private static byte[] keyOf(String secret, String day, String region) {
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : new String[] {day, region, "sns", "aws4_request"}) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
