package io.hypervigil.libvirt.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The SHA-256 of an image's bytes, which is its name.
 *
 * @param hex 64 digits in lower case, so safe as a part of a file name
 */
public record ImageDigest(String hex) implements Comparable<ImageDigest> {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    /** Refuses all else. */
    public ImageDigest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("no SHA-256: 64 hexadecimal digits expected");
        }
    }

    /**
     * As people write it: with or without {@code sha256:}, in either case.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static ImageDigest parse(String text) {
        var stripped = text.strip().toLowerCase(Locale.ROOT);
        return new ImageDigest(
                stripped.startsWith(PREFIX) ? stripped.substring(PREFIX.length()) : stripped);
    }

    /** Of what was digested by {@link #sha256}, which begins anew. */
    static ImageDigest of(MessageDigest digest) {
        return new ImageDigest(HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    @Override
    public int compareTo(ImageDigest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
