package io.hypervigil.collect.files;

import java.io.Serial;

/** A file that does not look as its format says: names the file, the line, what was found. */
public final class MalformedTextException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    MalformedTextException(String message) {
        super(message);
    }

    MalformedTextException in(String file) {
        var located = new MalformedTextException(file + ", " + getMessage());
        located.setStackTrace(getStackTrace());
        return located;
    }
}
