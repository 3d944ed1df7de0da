package io.hypervigil.alerting.template.value;

import java.time.Duration;

/**
 * What one expansion may take: steps of work, characters that it makes on its way, characters that
 * it puts out, templates within templates, and time.
 */
public record Limits(int steps, int characters, int output, int depth, Duration time) {

    /** A notification of a thousand alerts fits; a template that never ends is stopped at once. */
    public static final Limits DEFAULT =
            new Limits(1_000_000, 8 << 20, 2 << 20, 100, Duration.ofSeconds(10));

    public Limits {
        if (steps < 1 || characters < 1 || output < 1 || depth < 1 || !time.isPositive()) {
            throw new IllegalArgumentException("a limit of a template is not positive");
        }
    }
}
