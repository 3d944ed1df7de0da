package io.hypervigil.cli;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A command that cannot do what it is for: said in one line, with what to do about it in another.
 */
public final class CommandFailure extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final String remedy;

    /**
     * @param what went wrong, and with which thing
     * @param remedy what to do about it, or ""
     */
    public CommandFailure(String what, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    /** What to do about it, or "". */
    public String remedy() {
        return remedy;
    }
}
