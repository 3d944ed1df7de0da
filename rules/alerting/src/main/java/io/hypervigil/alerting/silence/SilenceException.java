package io.hypervigil.alerting.silence;

/** A wish that cannot be granted, and what is wrong with it. */
public final class SilenceException extends Exception {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Fault {
        /** The silence itself. */
        INVALID,
        /** There is none of that id. */
        NOT_FOUND,
        /** There are too many. */
        FULL,
        /** It cannot be kept on disk. */
        NOT_KEPT
    }

    private final Fault fault;

    SilenceException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
