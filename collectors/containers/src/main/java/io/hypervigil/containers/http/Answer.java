package io.hypervigil.containers.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A whole answer.
 *
 * <p>Thread: any, as long as nobody writes to the body.
 */
public final class Answer {

    private final AnswerHead head;
    private final byte[] body;

    Answer(AnswerHead head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    /** 200 to 599. */
    public int status() {
        return head.status();
    }

    /** A header by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.headers().get(name));
    }

    /** The body itself, not a copy. */
    public byte[] body() {
        return body;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
