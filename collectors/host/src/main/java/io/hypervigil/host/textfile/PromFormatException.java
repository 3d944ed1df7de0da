package io.hypervigil.host.textfile;

import java.io.Serial;

/** A text that is not in Prometheus' text format: names the line and what was found. */
final class PromFormatException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    PromFormatException(int line, String what) {
        super("line " + line + ": " + what);
    }
}
