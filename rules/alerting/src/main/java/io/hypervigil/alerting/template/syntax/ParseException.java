package io.hypervigil.alerting.template.syntax;

import io.hypervigil.alerting.template.value.TemplateException;

/** A template that cannot be read; the message is Go's, with name and line. */
public final class ParseException extends TemplateException {

    private static final long serialVersionUID = 1L;

    ParseException(String message) {
        super(message);
    }
}
