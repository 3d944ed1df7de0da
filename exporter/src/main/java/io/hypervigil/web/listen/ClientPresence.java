package io.hypervigil.web.listen;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Whether the client of a request is still there. Jetty reads nothing from a connection while a
 * request is answered, and so does not see that its other end was closed: this looks.
 *
 * <p>Thread: that of the request, whose body has been read.
 */
public final class ClientPresence implements BooleanSupplier {

    /** Room for what a client sends before it has its answer; less than Jetty's own buffer. */
    private static final int LOOK_BYTES = 256;

    private final Request request;
    private final AtomicBoolean isGone = new AtomicBoolean();

    private ClientPresence(Request request) {
        this.request = request;
        request.addFailureListener(_ -> isGone.set(true));
    }

    /** The presence of the one who sent a request. */
    public static BooleanSupplier of(HttpServletRequest request) {
        return new ClientPresence(ServletContextRequest.getServletContextRequest(request));
    }

    @Override
    public boolean getAsBoolean() {
        if (!isGone.get()
                && request.getConnectionMetaData().getConnection() instanceof HttpConnection http
                && http.isRequestBufferEmpty()
                && isAtEnd(http)) {
            isGone.set(true);
        }
        return !isGone.get();
    }

    /** What has come of a next request is handed on to Jetty. */
    private static boolean isAtEnd(HttpConnection connection) {
        var buffer = BufferUtil.allocate(LOOK_BYTES);
        try {
            int count = connection.getEndPoint().fill(buffer);
            if (count > 0) {
                handOn(connection, buffer);
            }
            return count < 0;
        } catch (IOException _) {
            return true;
        }
    }

    private static void handOn(HttpConnection connection, ByteBuffer bytes) {
        connection.onUpgradeTo(bytes);
    }
}
