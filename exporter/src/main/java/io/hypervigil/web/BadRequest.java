package io.hypervigil.web;

import java.io.Serial;

/** A request that makes no sense; the message tells the caller why. */
final class BadRequest extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    BadRequest(String message) {
        super(message, null, false, false);
    }
}
