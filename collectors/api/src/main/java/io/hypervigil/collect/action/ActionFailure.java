package io.hypervigil.collect.action;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An action that could not be carried out; nothing of it is left behind. */
public final class ActionFailure extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /** What kind of failure, and so which status a caller gets. */
    public enum Kind {
        /** The parameters make no sense together or for this device. */
        INVALID,
        /** No such thing. */
        NOT_FOUND,
        /** The thing's state does not allow it: in use, running, busy. */
        CONFLICT,
        /** A quota would be exceeded. */
        QUOTA,
        /** The device or daemon cannot do it. */
        UNSUPPORTED,
        /** The process may not, on this host. */
        NOT_PERMITTED,
        /** The source is not there or does not answer. */
        UNAVAILABLE,
        /** The source refused or broke. */
        FAILED,
        /** The caller cancelled it. */
        CANCELLED
    }

    private final Kind kind;
    private final String remedy;

    /**
     * @param message what went wrong, with the source's own code and words
     * @param remedy what to do about it
     */
    public ActionFailure(Kind kind, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    /** What to do about it, for people. */
    public String remedy() {
        return remedy;
    }
}
