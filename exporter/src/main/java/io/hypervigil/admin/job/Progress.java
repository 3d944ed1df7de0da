package io.hypervigil.admin.job;

/**
 * How far a job is.
 *
 * @param ratio 0 to 1
 * @param step what is being done, for people; "" before it said so
 */
public record Progress(double ratio, String step) {

    /** Nothing is done yet. */
    public static final Progress NONE = new Progress(0, "");

    private static final int MOST_CHARACTERS = 500;

    public Progress {
        ratio = Double.isNaN(ratio) ? 0 : Math.clamp(ratio, 0, 1);
        step = step.length() > MOST_CHARACTERS ? step.substring(0, MOST_CHARACTERS) + "…" : step;
    }

    /** All of it is done. */
    Progress whole() {
        return new Progress(1, step);
    }

    /** {@code 40 %: copying}. */
    String text() {
        return Math.round(ratio * 100) + " %" + (step.isEmpty() ? "" : ": " + step);
    }
}
