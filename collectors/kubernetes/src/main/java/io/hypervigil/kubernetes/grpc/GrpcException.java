package io.hypervigil.kubernetes.grpc;

import java.io.IOException;
import java.io.Serial;

/** A call that did not bring an answer; its message says which socket and why. */
public final class GrpcException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    GrpcException(String what) {
        super(what);
    }

    GrpcException(String what, Throwable cause) {
        super(what, cause);
    }
}
