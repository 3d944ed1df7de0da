package io.hypervigil.containers.action;

import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.containers.http.LineStream;
import io.hypervigil.containers.http.OpenAnswer;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.json.Json;
import io.hypervigil.containers.launch.ImageName;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has a runtime pull an image, tells how far it is, and stops it where nobody wants it any more: a
 * runtime stops where its caller goes away.
 *
 * <p>Thread: one, and a second one until the registry has answered.
 */
final class Pull {

    /** A registry that says nothing for so long is gone. */
    private static final Duration STALL = Duration.ofMinutes(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Of the whole launch; the rest is its own. */
    private static final double SHARE = 0.9;

    /** Layers of one image; more are not counted. */
    private static final int MOST_LAYERS = 512;

    private final Engine engine;
    private final ImageName image;
    private final Request request;
    private final ActionCall call;
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    private record Layer(long bytes, long total) {}

    Pull(Engine engine, ImageName image, Request request, ActionCall call) {
        this.engine = engine;
        this.image = image;
        this.request = request;
        this.call = call;
    }

    /**
     * {@code POST /images/create?fromImage=HOST/PATH&tag=TAG}.
     *
     * @param login to its registry, as {@code X-Registry-Auth}
     */
    static Request request(Engine engine, ImageName image, Optional<String> login) {
        var request =
                Request.post(
                        engine.target("images", "create")
                                .with("fromImage", image.repository())
                                .with("tag", image.version()));
        return login.map(header -> request.withHeader("X-Registry-Auth", header)).orElse(request);
    }

    void run() throws ActionFailure, IOException {
        call.progress(0, "asking " + image.registry());
        try (var lines = new LineStream(open())) {
            long quiet = 0;
            while (true) {
                refuseCancelled();
                var line = lines.next(LOOK_EVERY);
                if (line.isPresent()) {
                    quiet = 0;
                    heed(line.get());
                } else if (lines.isEnded()) {
                    return;
                } else if (++quiet > STALL.dividedBy(LOOK_EVERY)) {
                    throw Refusal.of(
                            Kind.UNAVAILABLE,
                            "pull of "
                                    + image.given()
                                    + ": nothing came for "
                                    + STALL.toSeconds()
                                    + " s",
                            "see whether the registry answers, then try again");
                }
            }
        }
    }

    /** The first words come once the registry has answered: waited for beside. */
    private OpenAnswer open() throws ActionFailure, IOException {
        var opening = new CompletableFuture<OpenAnswer>();
        var thread =
                Threads.start(
                        "pull",
                        () -> {
                            try {
                                var answer = engine.stream(request, STALL);
                                if (!opening.complete(answer)) {
                                    answer.close();
                                }
                            } catch (IOException | RuntimeException e) {
                                opening.completeExceptionally(e);
                            }
                        });
        boolean isOpen = false;
        try {
            var answer = opened(opening);
            isOpen = true;
            return answer;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.cancelled("the launch");
        } finally {
            if (!isOpen) {
                var _ = opening.thenAccept(OpenAnswer::close);
                opening.cancel(false);
                thread.interrupt();
            }
        }
    }

    private OpenAnswer opened(CompletableFuture<OpenAnswer> opening)
            throws ActionFailure, ExecutionException, InterruptedException {
        while (true) {
            try {
                return opening.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                refuseCancelled();
            }
        }
    }

    private void refuseCancelled() throws ActionFailure {
        if (call.isCancelled()) {
            throw Refusal.cancelled("the pull of " + image.given());
        }
    }

    /** One line of its progress, or of its failure, which comes with the status 200. */
    private void heed(String line) throws ActionFailure, IOException {
        var json = Json.parse("pull of " + image.given(), line);
        var error = json.at("errorDetail", "message").text().or(() -> json.at("error").text());
        if (error.isPresent()) {
            throw Refusal.of(
                    Kind.FAILED,
                    "pull of " + image.given() + ": " + error.get(),
                    "see that the image is there, and that the runtime may have it");
        }
        var id = json.at("id").textOrEmpty();
        long total = json.at("progressDetail", "total").whole().orElse(0);
        boolean isKnown = layers.containsKey(id) || layers.size() < MOST_LAYERS;
        if (total > 0 && isKnown && json.at("status").textOrEmpty().equals("Downloading")) {
            layers.put(
                    id, new Layer(json.at("progressDetail", "current").whole().orElse(0), total));
        }
        call.progress(SHARE * ratio(), text(json, id));
    }

    private static String text(Json json, String id) {
        var status = json.at("status").textOrEmpty();
        return id.isEmpty() ? status : id + ": " + status;
    }

    private double ratio() {
        long bytes = layers.values().stream().mapToLong(Layer::bytes).sum();
        long total = layers.values().stream().mapToLong(Layer::total).sum();
        return total == 0 ? 0 : Math.min(1, (double) bytes / (double) total);
    }
}
