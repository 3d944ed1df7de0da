package io.hypervigil.tsdb.snapshot;

import java.io.IOException;

/** A file is no snapshot of ours, or no longer; the message says why. */
final class SnapshotException extends IOException {

    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message);
    }
}
