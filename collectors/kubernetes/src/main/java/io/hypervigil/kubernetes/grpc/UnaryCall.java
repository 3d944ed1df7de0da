package io.hypervigil.kubernetes.grpc;

import io.hypervigil.collect.Threads;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.Callback;

/**
 * A call of gRPC with one message each way, over HTTP/2 on a unix socket.
 *
 * <p>Each call has a connection of its own, and threads that end with it: a call comes twice a
 * minute, and in between nothing is held.
 *
 * <p>Thread: one.
 */
public final class UnaryCall {

    private static final int WINDOW_BYTES = 256 * 1024;
    private static final int MAX_HEADER_BYTES = 8 * 1024;

    private final Path socket;
    private final Answer answer;
    private final long untilNanos;
    private final long timeoutMillis;

    private UnaryCall(Path socket, Duration timeout, int maxMessageBytes) {
        this.socket = socket;
        this.answer = new Answer(maxMessageBytes);
        this.timeoutMillis = timeout.toMillis();
        this.untilNanos = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Sends a message and waits for the answer.
     *
     * @param socket where the server listens
     * @param method {@code /PACKAGE.SERVICE/METHOD}
     * @param timeout for the whole of it
     * @param maxMessageBytes a larger answer is refused before it is all read
     * @throws GrpcException where none comes in time, or the server answers with an error
     */
    public static byte[] send(
            Path socket, String method, byte[] request, Duration timeout, int maxMessageBytes)
            throws GrpcException {
        return new UnaryCall(socket, timeout, maxMessageBytes).send(method, request);
    }

    private byte[] send(String method, byte[] request) throws GrpcException {
        var client = client();
        try {
            client.start();
            var session = await(connection(client));
            var stream = await(session.newStream(head(method), answer));
            stream.data(
                    new DataFrame(stream.getId(), MessageFrame.around(request), true),
                    Callback.NOOP);
            return await(answer.message());
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new GrpcException(
                    socket + ": no answer within " + timeoutMillis + " milliseconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (Exception e) {
            throw failed(e);
        } finally {
            stop(client);
        }
    }

    private Future<Session> connection(HTTP2Client client) {
        var listener =
                new Session.Listener() {
                    @Override
                    public void onFailure(Session session, Throwable failure, Callback callback) {
                        answer.fail(new GrpcException("the connection broke", failure));
                        callback.succeeded();
                    }

                    @Override
                    public void onClose(Session session, GoAwayFrame frame, Callback callback) {
                        answer.fail(new GrpcException("the server closed the connection"));
                        callback.succeeded();
                    }
                };
        return client.connect(
                new Transport.TCPUnix(socket), null, UnixDomainSocketAddress.of(socket), listener);
    }

    private HeadersFrame head(String method) {
        var fields =
                HttpFields.build()
                        .add("te", "trailers")
                        .add("content-type", "application/grpc")
                        .add("grpc-timeout", timeoutMillis + "m");
        var uri = HttpURI.build("http://localhost" + method);
        var request = new MetaData.Request("POST", uri, HttpVersion.HTTP_2, fields);
        return new HeadersFrame(request, null, false);
    }

    private <T> T await(Future<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private GrpcException failed(Throwable cause) {
        var what = cause instanceof IOException ? cause.getMessage() : cause.toString();
        return new GrpcException(socket + ": " + what, cause);
    }

    private static HTTP2Client client() {
        var connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(task -> Threads.start("grpc", task));
        var client = new HTTP2Client(connector);
        client.setUseALPN(false);
        client.setInitialSessionRecvWindow(WINDOW_BYTES);
        client.setInitialStreamRecvWindow(WINDOW_BYTES);
        client.setMaxResponseHeadersSize(MAX_HEADER_BYTES);
        client.setUseInputDirectByteBuffers(false);
        client.setUseOutputDirectByteBuffers(false);
        return client;
    }

    private static void stop(HTTP2Client client) {
        try {
            client.stop();
        } catch (Exception _) {
            // What is left of it ends with the connection; the answer does not depend on it.
        }
    }
}
