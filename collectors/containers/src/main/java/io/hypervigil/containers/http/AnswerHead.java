package io.hypervigil.containers.http;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The status and the headers of an answer (RFC 9112).
 *
 * @param status 100 to 599
 * @param headers by name in lower case; one that came several times is joined by commas
 */
record AnswerHead(int status, boolean isHttp10, Map<String, String> headers) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( .*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    AnswerHead {
        headers = Map.copyOf(headers);
    }

    /**
     * Reads the lines of a head.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static AnswerHead parse(String text) {
        var lines = text.split("\r?\n", -1);
        var status = STATUS.matcher(lines[0]);
        if (!status.matches()) {
            throw new IllegalArgumentException("'" + shown(lines[0]) + "', a status expected");
        }
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                add(lines[i], headers);
            }
        }
        return new AnswerHead(
                Integer.parseInt(status.group(2)), status.group(1).equals("0"), headers);
    }

    private static void add(String line, Map<String, String> headers) {
        int colon = line.indexOf(':');
        if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
            throw new IllegalArgumentException("'" + shown(line) + "', a header expected");
        }
        headers.merge(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip(),
                (one, other) -> one + ", " + other);
    }

    /** What an error may show of a stranger's text. */
    private static String shown(String text) {
        return text.substring(0, Math.min(60, text.length())).replaceAll("[^ -~]", "?");
    }

    boolean isInterim() {
        return status < 200;
    }

    /**
     * How the body ends.
     *
     * @throws IllegalArgumentException where the headers contradict each other
     */
    BodyDecoder body() {
        var length = length();
        var coding = headers.get("transfer-encoding");
        if (coding != null && (length.isPresent() || !coding.equalsIgnoreCase("chunked"))) {
            throw new IllegalArgumentException("a body of an unknown transfer encoding");
        }
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return new FixedBody(0);
        }
        if (coding != null) {
            return new ChunkedBody();
        }
        return length.isPresent() ? new FixedBody(length.getAsLong()) : new EndlessBody();
    }

    private OptionalLong length() {
        var text = headers.get("content-length");
        if (text == null) {
            return OptionalLong.empty();
        }
        if (!LENGTH.matcher(text).matches()) {
            throw new IllegalArgumentException("content-length: " + shown(text));
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** Whether the other end keeps the connection for the next request. */
    boolean isKept() {
        var connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return isHttp10 ? connection.contains("keep-alive") : !connection.contains("close");
    }
}
