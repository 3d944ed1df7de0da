package io.hypervigil.host.part;

import java.io.Serial;

/** What a part reads does not exist on this machine. No fault. */
public final class NotHere extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    /**
     * @param reason what is not there, for people
     */
    public NotHere(String reason) {
        super(reason, null, false, false);
    }
}
