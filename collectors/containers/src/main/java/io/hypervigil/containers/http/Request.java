package io.hypervigil.containers.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request. Its text names method and target only, since headers may carry credentials.
 *
 * <p>Thread: any; immutable, as long as the body that it was given is.
 */
public final class Request {

    private static final byte[] NOTHING = {};

    private final String method;
    private final Target target;
    private final Map<String, String> headers;
    private final byte[] body;

    private Request(String method, Target target, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    public static Request get(Target target) {
        return new Request("GET", target, Map.of(), NOTHING);
    }

    public static Request post(Target target) {
        return new Request("POST", target, Map.of(), NOTHING);
    }

    public static Request delete(Target target) {
        return new Request("DELETE", target, Map.of(), NOTHING);
    }

    /** The same with a JSON document. */
    public Request withJson(String json) {
        return withBody("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with a body, which is not copied. */
    public Request withBody(String contentType, byte[] newBody) {
        return new Request(method, target, with("Content-Type", contentType), newBody);
    }

    /**
     * The same with a header.
     *
     * @throws IllegalArgumentException where the value would begin another line
     */
    public Request withHeader(String name, String value) {
        return new Request(method, target, with(name, value), body);
    }

    private Map<String, String> with(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                throw new IllegalArgumentException(name + ": character " + i + " is not printable");
            }
        }
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return all;
    }

    Target target() {
        return target;
    }

    /** Whether a second time changes nothing. */
    boolean isRepeatable() {
        return method.equals("GET");
    }

    ByteBuffer head() {
        var head = new StringBuilder(method).append(' ').append(target.text());
        head.append(" HTTP/1.1\r\nHost: localhost\r\nUser-Agent: hypervigil\r\n");
        headers.forEach((name, value) -> line(head, name, value));
        if (body.length > 0 || method.equals("POST")) {
            line(head, "Content-Length", Integer.toString(body.length));
        }
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    ByteBuffer body() {
        return ByteBuffer.wrap(body);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
