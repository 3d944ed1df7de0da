package io.hypervigil.host.dbus;

import java.util.Collections;
import java.util.List;

/** What came back for a call. */
public sealed interface Reply {

    /**
     * The method returned.
     *
     * @param values by D-Bus type: whole numbers are {@code Long} (those of 64 bits without sign as
     *     their bits), {@code b} is {@code Boolean}, {@code d} is {@code Double}, text is {@code
     *     String}, arrays, structs and entries are {@code List}, a variant is what is in it
     */
    record Answer(List<Object> values) implements Reply {

        public Answer {
            values = Collections.unmodifiableList(values);
        }
    }

    /**
     * The service, or the bus in its stead, refused.
     *
     * @param error {@code org.freedesktop.DBus.Error.ServiceUnknown}
     * @param message for people, "" where none was sent
     */
    record Refusal(String error, String message) implements Reply {}
}
