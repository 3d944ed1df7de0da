package io.hypervigil.query;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a server is: {@code http://localhost:10048}, {@code https://user:word@host/prometheus}.
 *
 * @param root without a user and without a slash at the end; this is what people are shown
 * @param authorization the header of that name, where the address has a user
 */
public record ServerAddress(String root, Optional<String> authorization) {

    /**
     * The address that a text means.
     *
     * @throws IllegalArgumentException where it means none; the message has no password in it
     */
    public static ServerAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException _) {
            throw refused();
        }
        boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!isHttp || uri.getHost() == null || uri.getQuery() != null) {
            throw refused();
        }
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var path = uri.getRawPath().replaceAll("/+$", "");
        return new ServerAddress(
                uri.getScheme() + "://" + uri.getHost() + port + path,
                Optional.ofNullable(uri.getUserInfo()).map(ServerAddress::basic));
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("an address such as http://localhost:10048 expected");
    }

    private static String basic(String user) {
        var bytes = user.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    /** The address of a path below it. */
    URI resolve(String path) {
        return URI.create(root + path);
    }

    @Override
    public String toString() {
        return root;
    }
}
