package io.hypervigil.alerting.rulefile;

import java.util.List;
import java.util.stream.Collectors;

/** A rule file that cannot be used; the message has one line a fault. */
public final class RuleFileException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    /**
     * @param faults at least one, each with its place
     */
    public RuleFileException(List<String> faults) {
        super(faults.stream().collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** One text a fault. */
    public List<String> faults() {
        return faults;
    }
}
