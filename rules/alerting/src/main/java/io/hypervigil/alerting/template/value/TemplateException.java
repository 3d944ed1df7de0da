package io.hypervigil.alerting.template.value;

/** A template that cannot be read or run; the message is for its author, Go's where Go has one. */
public abstract class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected TemplateException(String message) {
        super(message);
    }
}
