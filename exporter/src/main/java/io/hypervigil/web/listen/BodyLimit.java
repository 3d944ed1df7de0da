package io.hypervigil.web.listen;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a body beyond the limit with 413.
 *
 * <p>One that is a few times too long is taken off the wire first, kept by nobody: a client that is
 * still sending when its connection closes loses the answer to a reset and never learns why it was
 * refused. A longer one is refused unread.
 */
final class BodyLimit extends SizeLimitHandler {

    private static final int TIMES_HEARD_OUT = 8;

    private final long bytes;

    BodyLimit(long bytes) {
        super(bytes, -1);
        this.bytes = bytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isHeardOut(request)) {
            return super.handle(request, response, callback);
        }
        Content.Source.consumeAll(
                request,
                Callback.from(
                        () ->
                                Response.writeError(
                                        request,
                                        response,
                                        callback,
                                        HttpStatus.PAYLOAD_TOO_LARGE_413),
                        callback::failed));
        return true;
    }

    /** A client that asks whether to send has nothing to lose yet. */
    private boolean isHeardOut(Request request) {
        return request.getLength() > bytes
                && request.getLength() <= TIMES_HEARD_OUT * bytes
                && !request.getHeaders().contains(HttpHeader.EXPECT);
    }
}
