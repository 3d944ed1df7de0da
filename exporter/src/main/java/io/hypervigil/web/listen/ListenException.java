package io.hypervigil.web.listen;

import io.hypervigil.config.ListenAddress;
import java.io.Serial;

/** An address that cannot be listened on; the message names it and says why. */
public final class ListenException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    ListenException(ListenAddress address, String why) {
        super("cannot listen on " + address + ": " + why);
    }
}
