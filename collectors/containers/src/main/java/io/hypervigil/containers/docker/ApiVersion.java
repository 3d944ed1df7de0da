package io.hypervigil.containers.docker;

import java.util.Optional;
import java.util.regex.Pattern;

/** A version of the Engine API, {@code 1.44}. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /**
     * What we speak: Engine 25 and later have it, 29.0 takes nothing older, and nothing that we
     * read has changed since 1.30.
     */
    static final ApiVersion OURS = new ApiVersion(1, 44);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,4})");

    static Optional<ApiVersion> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new ApiVersion(
                                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /** What to speak with an engine that takes from one version to another. */
    static ApiVersion agreed(Optional<ApiVersion> oldest, ApiVersion newest) {
        var ours = OURS.compareTo(newest) <= 0 ? OURS : newest;
        return oldest.filter(least -> least.compareTo(ours) > 0).orElse(ours);
    }

    @Override
    public int compareTo(ApiVersion other) {
        int byMajor = Integer.compare(major, other.major);
        return byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
