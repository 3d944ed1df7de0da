package io.hypervigil.lint;

import java.io.Serial;

/** A text that is not in text format 0.0.4. */
public final class TextFormatException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /**
     * @param line from 1
     * @param what what was found and what was expected
     */
    TextFormatException(int line, String what) {
        super("line " + line + ": " + what);
    }
}
