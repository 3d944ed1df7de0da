package io.hypervigil.libvirt.image;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;

/** Where an image comes from. Written {@code https://HOST/PATH} or {@code file:///PATH}. */
public sealed interface ImageSource {

    /** A web server. */
    record Https(URI uri) implements ImageSource {

        /** Refuses other schemes, and credentials, which would stay in logs and in the index. */
        public Https {
            if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
                throw new IllegalArgumentException(
                        shown(uri) + ": an address like https://HOST/PATH expected");
            }
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        shown(uri) + ": credentials in an address are not taken");
            }
            if (uri.getRawFragment() != null) {
                throw new IllegalArgumentException(shown(uri) + ": '#' in an address of a file");
            }
        }

        @Override
        public String text() {
            return uri.toString();
        }

        /** Without what may be secret: the user, the query. */
        private static String shown(URI uri) {
            return uri.getScheme() + "://" + uri.getHost() + uri.getRawPath();
        }
    }

    /** A file of this machine. */
    record LocalFile(Path path) implements ImageSource {

        /** Refuses a relative path. */
        public LocalFile {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException(path + ": an absolute path expected");
            }
        }

        @Override
        public String text() {
            return path.toUri().toString();
        }
    }

    /** As people write it. */
    String text();

    /**
     * @throws IllegalArgumentException where it is none of them
     */
    static ImageSource parse(String text) {
        var stripped = text.strip();
        if (stripped.startsWith("/")) {
            return new LocalFile(Path.of(stripped));
        }
        try {
            var uri = new URI(stripped);
            return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
                case "https" -> new Https(uri);
                case "file" -> localFile(uri);
                default ->
                        throw new IllegalArgumentException(
                                "an image's source begins with https:// or file:///");
            };
        } catch (URISyntaxException e) {
            // Not the text itself: it may hold credentials.
            throw new IllegalArgumentException("no address: " + e.getReason(), e);
        }
    }

    private static LocalFile localFile(URI uri) {
        if (uri.getRawAuthority() != null || uri.getPath() == null || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("a file like file:///PATH expected");
        }
        return new LocalFile(Path.of(uri.getPath()));
    }
}
