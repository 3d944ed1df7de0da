package io.hypervigil.alerting.template.value;

/** A template that would take more than it may; the message says of what. */
public final class LimitException extends TemplateException {

    private static final long serialVersionUID = 1L;

    public LimitException(String message) {
        super(message);
    }
}
