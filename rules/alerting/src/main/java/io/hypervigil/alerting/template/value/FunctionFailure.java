package io.hypervigil.alerting.template.value;

/** A function that could not give a result; the message is for the author of the template. */
public final class FunctionFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FunctionFailure(String message) {
        super(message);
    }
}
