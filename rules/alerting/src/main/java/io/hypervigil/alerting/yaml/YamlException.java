package io.hypervigil.alerting.yaml;

/** A YAML text that cannot be used; the message begins with {@code FILE:LINE:COLUMN: }. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param place where the fault is
     * @param what is wrong, and what is expected
     */
    public YamlException(YamlPlace place, String what) {
        super(place + ": " + what);
    }
}
