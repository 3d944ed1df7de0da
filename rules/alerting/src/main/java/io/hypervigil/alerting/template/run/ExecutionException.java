package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.value.TemplateException;

/** A template that failed on its data; the message is Go's, with name, line and column. */
public final class ExecutionException extends TemplateException {

    private static final long serialVersionUID = 1L;

    ExecutionException(String message) {
        super(message);
    }
}
