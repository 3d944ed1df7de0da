package io.hypervigil.web.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads forms out of bodies: long ones are refused, and all together hold little at once, however
 * many are sent.
 *
 * <p>Thread: any.
 */
final class Forms {

    /** More than any query that means something, less than one that hurts. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int ALL_BYTES = 8 * MAX_BYTES;
    private static final long PATIENCE_SECONDS = 30;
    private static final String TYPE = "application/x-www-form-urlencoded";

    private final Semaphore bytes = new Semaphore(ALL_BYTES);

    /** A form, and what it holds of all bytes until it is closed. */
    record Form(String text, Runnable release) {

        private static final Form NONE = new Form("", () -> {});
    }

    /**
     * The form of a request, "" where there is none.
     *
     * @throws ApiFailure where it is too long, or too many are read already
     */
    Form read(Context context) throws IOException {
        var type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
            return Form.NONE;
        }
        int length = context.req().getContentLength();
        int reserved = length < 0 ? MAX_BYTES : Math.min(length, MAX_BYTES);
        reserve(reserved);
        Runnable release = () -> bytes.release(reserved);
        try {
            return new Form(text(context), release);
        } catch (IOException | RuntimeException e) {
            release.run();
            throw e;
        }
    }

    private void reserve(int count) {
        try {
            if (!bytes.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ApiFailure(
                        ApiFailure.Kind.TIMEOUT, "too many large forms are read at once");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ApiFailure(ApiFailure.Kind.CANCELED, "the server ends");
        }
    }

    private static String text(Context context) throws IOException {
        try (var body = context.req().getInputStream()) {
            var read = body.readNBytes(MAX_BYTES + 1);
            if (read.length > MAX_BYTES) {
                // Whoever still sends does not hear what is said.
                body.transferTo(OutputStream.nullOutputStream());
                throw ApiFailure.badData(
                        "error parsing form values: http: request body too large, at most "
                                + MAX_BYTES
                                + " bytes are taken");
            }
            return new String(read, StandardCharsets.UTF_8);
        }
    }
}
