package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;

/** What went wrong with an image and what to do about it. */
final class Refusal {

    private static final String LOOK = "see that the folder is there, writable and not full";

    private Refusal() {}

    static ActionFailure of(Kind kind, String message, String remedy) {
        return new ActionFailure(kind, message, remedy, null);
    }

    /** The file system refused. */
    static ActionFailure of(String what, IOException e) {
        return new ActionFailure(Kind.FAILED, what + ": " + e, LOOK, e);
    }

    static ActionFailure cancelled(String what) {
        return of(Kind.CANCELLED, what + ": cancelled", "ask again");
    }
}
