package io.hypervigil.web.security;

import java.io.Serial;

/** A text that should hold a certificate or key and does not; the message never shows it. */
final class MalformedPemException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    MalformedPemException(String message) {
        super(message);
    }
}
