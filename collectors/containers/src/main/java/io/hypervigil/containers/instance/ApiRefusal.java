package io.hypervigil.containers.instance;

import io.hypervigil.containers.http.Answer;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.json.Json;
import java.io.IOException;

/** A runtime's own error: it answered, and said no. */
public final class ApiRefusal extends IOException {

    private static final long serialVersionUID = 1;
    private static final int MAX_MESSAGE = 500;

    private final int status;

    private ApiRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status of HTTP, 400 to 599. */
    public int status() {
        return status;
    }

    /** Docker and Podman say {@code {"message":"…"}}. */
    public static ApiRefusal of(Request request, Answer answer) {
        var text = message(answer);
        var shown = text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
        return new ApiRefusal(
                answer.status(),
                request + ": " + answer.status() + (shown.isEmpty() ? "" : " " + shown));
    }

    private static String message(Answer answer) {
        try {
            return Json.parse("error", answer.body()).at("message").textOrEmpty();
        } catch (IOException _) {
            return "";
        }
    }
}
