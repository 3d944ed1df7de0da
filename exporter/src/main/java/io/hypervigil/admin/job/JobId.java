package io.hypervigil.admin.job;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of a job: nine characters of the time in milliseconds, so that names sort by time, and
 * thirteen that nobody can guess. In Crockford's base 32, which has no letters that are taken for
 * one another, and fits into paths, flags and file names as it is.
 *
 * @param text {@code 1jw8q1m3s0000abcdefghj}
 */
public record JobId(String text) implements Comparable<JobId> {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int BITS_A_DIGIT = 5;
    private static final int TIME_DIGITS = 9;
    private static final int RANDOM_DIGITS = 13;
    private static final Pattern FORM =
            Pattern.compile("[" + DIGITS + "]{" + (TIME_DIGITS + RANDOM_DIGITS) + "}");

    public JobId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no name of a job");
        }
    }

    /**
     * A new one.
     *
     * @param random one that cannot be foreseen
     */
    static JobId at(Instant now, RandomGenerator random) {
        var out = new StringBuilder();
        for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
            long bits = now.toEpochMilli() >>> (digit * BITS_A_DIGIT);
            out.append(DIGITS.charAt((int) (bits & (DIGITS.length() - 1))));
        }
        for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
            out.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return new JobId(out.toString());
    }

    /** What somebody names; empty where no job is called so. */
    public static Optional<JobId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(JobId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
