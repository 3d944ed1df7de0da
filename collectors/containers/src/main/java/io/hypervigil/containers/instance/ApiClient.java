package io.hypervigil.containers.instance;

import io.hypervigil.containers.http.Answer;
import io.hypervigil.containers.http.OpenAnswer;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.http.UnixHttpClient;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a runtime for JSON. Everything ends within the limit that it is given.
 *
 * <p>Thread: any.
 */
public final class ApiClient implements AutoCloseable {

    /** For what a runtime has at hand. */
    public static final Duration SOON = Duration.ofSeconds(3);

    /** For what it has to gather: hundreds of containers, all images. */
    public static final Duration PATIENT = Duration.ofSeconds(15);

    /** For what it walks the disk for. */
    public static final Duration WALK = Duration.ofMinutes(10);

    /** A thousand containers' list is a fifth of it; ten times as much is in memory meanwhile. */
    private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 300;

    private final UnixHttpClient http;

    public ApiClient(Path socket) {
        this.http = new UnixHttpClient(socket, MAX_BODY_BYTES);
    }

    /** Where it connects to. */
    public Path socket() {
        return http.socket();
    }

    /** Sends a request; an answer of an error is thrown as {@link ApiRefusal}. */
    public Answer send(Request request, Duration limit) throws IOException {
        var answer = http.exchange(request, limit);
        if (answer.status() >= FIRST_ERROR) {
            throw ApiRefusal.of(request, answer);
        }
        return answer;
    }

    /** Gets a document. */
    public Json get(Target target, Duration limit) throws IOException {
        return json(target, send(Request.get(target), limit));
    }

    /** Gets a document; empty where there is none of that name. */
    public Optional<Json> find(Target target) throws IOException {
        var answer = http.exchange(Request.get(target), SOON);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.status() >= FIRST_ERROR) {
            throw ApiRefusal.of(Request.get(target), answer);
        }
        return Optional.of(json(target, answer));
    }

    /**
     * Gets an array.
     *
     * @throws IOException also where it is none: an error must not look like an empty list
     */
    public Json getArray(Target target) throws IOException {
        var found = get(target, PATIENT);
        if (!found.isArray()) {
            throw new IOException(socket() + ": " + target + ": no array");
        }
        return found;
    }

    /**
     * Opens a stream; an answer of an error is thrown as {@link ApiRefusal}.
     *
     * @param limit until it begins: a pull asks the registry before it says a word
     */
    public OpenAnswer open(Request request, Duration limit) throws IOException {
        var answer = http.open(request, limit);
        if (answer.status() >= FIRST_ERROR) {
            try (answer) {
                throw ApiRefusal.of(request, answer.whole(SOON));
            }
        }
        return answer;
    }

    private Json json(Target target, Answer answer) throws IOException {
        return Json.parse(socket() + ": " + target, answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
