package io.hypervigil.containers.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What a request is for: a path and a query, in which no name can mean more than itself.
 *
 * <p>Thread: any; immutable.
 */
public final class Target {

    private final String path;
    private final String query;

    private Target(String path, String query) {
        this.path = path;
        this.query = query;
    }

    /** A path of these segments, each encoded whole: a slash in one stays inside it. */
    public static Target of(String... segments) {
        var path = new StringBuilder();
        for (String segment : segments) {
            path.append('/').append(encoded(segment));
        }
        return new Target(path.toString(), "");
    }

    /** The same with one parameter more. */
    public Target with(String name, String value) {
        return new Target(
                path, query + (query.isEmpty() ? "?" : "&") + encoded(name) + "=" + encoded(value));
    }

    /** The same below one segment more, {@code v1.44}. */
    public Target below(String segment) {
        return new Target("/" + encoded(segment) + path, query);
    }

    /** As it is sent. */
    public String text() {
        return path + query;
    }

    @Override
    public String toString() {
        return text();
    }

    /** A segment of dots alone would be taken for a way up, encoded or not. */
    private static String encoded(String raw) {
        if (raw.equals(".") || raw.equals("..")) {
            throw new IllegalArgumentException("'" + raw + "' names nothing in a path");
        }
        return URLEncoder.encode(raw, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
