package io.hypervigil.kubernetes.protobuf;

import java.io.IOException;
import java.io.Serial;

/** A message that is cut off, nested wrongly or larger than it may be; says at which byte. */
public final class MalformedProtobufException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    /** For a reader that finds something wrong with what a message holds. */
    public MalformedProtobufException(String what) {
        super(what);
    }
}
