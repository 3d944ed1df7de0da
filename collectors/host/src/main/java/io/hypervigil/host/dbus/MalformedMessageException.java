package io.hypervigil.host.dbus;

import java.io.IOException;
import java.io.Serial;

/** What came over the bus is no D-Bus message. */
final class MalformedMessageException extends IOException {

    @Serial private static final long serialVersionUID = 1;

    MalformedMessageException(String message) {
        super(message);
    }
}
