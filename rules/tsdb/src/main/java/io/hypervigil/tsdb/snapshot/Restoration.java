package io.hypervigil.tsdb.snapshot;

import java.nio.file.Path;

/** What became of a snapshot at the start. */
public sealed interface Restoration {

    /** It was read. Data older than the window was left out. */
    record Restored(int series, long samples) implements Restoration {}

    /** There is none. */
    record Absent() implements Restoration {}

    /**
     * It is torn, damaged or none of ours: nothing of it was taken.
     *
     * @param reason what is wrong with it
     * @param path where it lies now: NAME.bad, or where it was if it cannot be renamed
     */
    record SetAside(String reason, Path path) implements Restoration {}
}
