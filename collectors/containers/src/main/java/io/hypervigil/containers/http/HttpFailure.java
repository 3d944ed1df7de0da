package io.hypervigil.containers.http;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** An exchange that did not come about; its message begins with the socket and says what failed. */
public final class HttpFailure extends IOException {

    private static final long serialVersionUID = 1;

    /** What failed. */
    public enum Reason {
        /** There is no such path. */
        NO_SOCKET,
        /** This process may not connect. */
        NOT_PERMITTED,
        /** Nobody listens. */
        REFUSED,
        /** The other end closed before the answer was whole. */
        CLOSED,
        /** The answer is not HTTP, or says what cannot be. */
        MALFORMED,
        /** The answer is larger than it may be. */
        TOO_LARGE,
        /** The time is over. */
        TIMED_OUT
    }

    private final Reason reason;

    HttpFailure(Reason reason, Path socket, String what, @Nullable Throwable cause) {
        super(socket + ": " + what, cause);
        this.reason = reason;
    }

    /** What failed. */
    public Reason reason() {
        return reason;
    }

    static HttpFailure closed(Path socket, @Nullable Throwable cause) {
        return new HttpFailure(Reason.CLOSED, socket, "closed by the other end", cause);
    }

    static HttpFailure malformed(Path socket, String what) {
        return new HttpFailure(Reason.MALFORMED, socket, "no HTTP that we know: " + what, null);
    }

    static HttpFailure tooLarge(Path socket, String what, long limit) {
        return new HttpFailure(
                Reason.TOO_LARGE, socket, what + " of more than " + limit + " bytes", null);
    }

    static HttpFailure timedOut(Path socket) {
        return new HttpFailure(Reason.TIMED_OUT, socket, "no answer in time", null);
    }

    /** The kernel's words are not enough: the JDK hands on their text alone. */
    static HttpFailure connecting(Path socket, IOException cause) {
        try {
            Files.readAttributes(socket, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return new HttpFailure(Reason.NO_SOCKET, socket, "no such socket", e);
        } catch (AccessDeniedException e) {
            return notPermitted(socket, e);
        } catch (IOException _) {
            // Then the first cause says more.
        }
        return cause instanceof ConnectException
                ? new HttpFailure(Reason.REFUSED, socket, "nobody listens", cause)
                : notPermitted(socket, cause);
    }

    private static HttpFailure notPermitted(Path socket, IOException cause) {
        return new HttpFailure(Reason.NOT_PERMITTED, socket, "this process may not connect", cause);
    }
}
