package io.hypervigil.kubernetes.grpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what comes back on the stream of one call.
 *
 * <p>Thread: any; Jetty's call it, one after the other, and the lock keeps what they see in order.
 */
final class Answer implements Stream.Listener {

    private final int maxMessageBytes;
    private final CompletableFuture<byte[]> message = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable GrpcStatus status;
    private boolean hasHeaders;

    Answer(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** The message, or why there is none. */
    Future<byte[]> message() {
        return message;
    }

    /** There will be no answer. */
    void fail(IOException why) {
        message.completeExceptionally(why);
    }

    @Override
    public synchronized void onHeaders(Stream stream, HeadersFrame frame) {
        try {
            var meta = frame.getMetaData();
            if (!hasHeaders) {
                hasHeaders = true;
                requireGrpc(meta);
            }
            status = status(meta.getHttpFields(), status);
        } catch (GrpcException e) {
            fail(e);
            return;
        }
        if (frame.isEndStream()) {
            drain(stream);
            end();
        } else {
            stream.demand();
        }
    }

    @Override
    public synchronized void onDataAvailable(Stream stream) {
        drain(stream);
        if (!message.isDone()) {
            stream.demand();
        }
    }

    @Override
    public void onReset(Stream stream, ResetFrame frame, Callback callback) {
        fail(
                new GrpcException(
                        "the call was cut off: " + ErrorCode.toString(frame.getError(), "")));
        callback.succeeded();
    }

    @Override
    public void onFailure(
            Stream stream, int error, String reason, Throwable failure, Callback callback) {
        fail(new GrpcException("the connection broke: " + reason, failure));
        callback.succeeded();
    }

    private static void requireGrpc(MetaData meta) throws GrpcException {
        var type = meta.getHttpFields().get("content-type");
        if (!(meta instanceof MetaData.Response response)) {
            throw new GrpcException("no answer of HTTP");
        }
        if (response.getStatus() != 200 || type == null || !type.startsWith("application/grpc")) {
            throw new GrpcException("no gRPC: HTTP status " + response.getStatus());
        }
    }

    private static @Nullable GrpcStatus status(HttpFields fields, @Nullable GrpcStatus before)
            throws GrpcException {
        var code = fields.get("grpc-status");
        var message = fields.get("grpc-message");
        return code == null ? before : GrpcStatus.of(code, message == null ? "" : message);
    }

    /** Takes what has come. The end of the stream is read again and again by whoever asks. */
    private void drain(Stream stream) {
        boolean isOver = message.isDone();
        while (!isOver) {
            var data = stream.readData();
            isOver = data == null || isLast(data);
        }
    }

    private boolean isLast(Stream.Data data) {
        try {
            var bytes = data.frame().getByteBuffer();
            boolean isLast = data.frame().isEndStream();
            boolean isWithoutTrailers = isLast && bytes.hasRemaining();
            take(bytes);
            if (isWithoutTrailers) {
                end();
            }
            return isLast || message.isDone();
        } finally {
            data.release();
        }
    }

    private void take(ByteBuffer bytes) {
        if (body.size() + bytes.remaining() > maxMessageBytes + MessageFrame.PREFIX_BYTES) {
            fail(new GrpcException("an answer of more than " + maxMessageBytes + " bytes"));
        } else {
            body.writeBytes(BufferUtil.toArray(bytes));
        }
    }

    private void end() {
        try {
            if (status == null) {
                throw new GrpcException("the answer ended without a grpc-status");
            }
            if (!status.isOk()) {
                throw new GrpcException(status.text());
            }
            message.complete(MessageFrame.only(body.toByteArray()));
        } catch (GrpcException e) {
            fail(e);
        }
    }
}
