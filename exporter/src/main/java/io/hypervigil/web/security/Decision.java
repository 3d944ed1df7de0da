package io.hypervigil.web.security;

/** Whether a request is let in. */
sealed interface Decision {

    /** It goes on, in the caller's name. */
    record Admitted(Caller caller) implements Decision {}

    /** It ends here. */
    enum Refused implements Decision {
        RATE(429, "Too Many Requests"),
        CREDENTIALS(401, "Unauthorized"),
        BUSY(503, "Service Unavailable");

        private final int status;
        private final String text;

        Refused(int status, String text) {
            this.status = status;
            this.text = text;
        }

        int status() {
            return status;
        }

        String text() {
            return text;
        }
    }
}
