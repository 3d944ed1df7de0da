package io.hypervigil.promql.script;

/** A result that is not the expected one; the message says where they differ. */
final class Mismatch extends Exception {

    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
        super(message);
    }
}
