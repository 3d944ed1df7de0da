package io.hypervigil.query;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A server that gave no answer that could be read. */
public final class Unanswered extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final String remedy;

    Unanswered(String what, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    /** What to do about it, or "". */
    public String remedy() {
        return remedy;
    }
}
