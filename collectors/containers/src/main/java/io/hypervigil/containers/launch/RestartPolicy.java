package io.hypervigil.containers.launch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** When a runtime starts a container again that has ended. */
public enum RestartPolicy {
    NO("no"),
    ON_FAILURE("on-failure"),
    ALWAYS("always"),
    UNLESS_STOPPED("unless-stopped");

    private final String text;

    RestartPolicy(String text) {
        this.text = text;
    }

    /** As Docker and Podman write it. */
    public String text() {
        return text;
    }

    /** How all are written. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(RestartPolicy::text).toList();
    }

    /** The one that is written so. */
    public static Optional<RestartPolicy> of(String text) {
        return Arrays.stream(values()).filter(policy -> policy.text.equals(text)).findFirst();
    }
}
