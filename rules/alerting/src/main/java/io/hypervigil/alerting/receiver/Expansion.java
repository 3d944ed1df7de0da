package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.dispatch.Notification;

/** The templates of a configuration, over one notification. */
public interface Expansion {

    /**
     * A template's text.
     *
     * @throws TemplateFault if the template is wrong or fails
     */
    String text(String template);

    /**
     * A template's text where HTML is written: what it puts in is escaped.
     *
     * @throws TemplateFault if the template is wrong or fails
     */
    String html(String template);

    /** Makes an expansion of each notification. Thread: any. */
    @FunctionalInterface
    interface Source {
        /** The expansion of one. */
        Expansion over(Notification notification);
    }

    /** A template that cannot be expanded. */
    final class TemplateFault extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** With what is wrong, for people. */
        public TemplateFault(String message) {
            super(message);
        }
    }
}
