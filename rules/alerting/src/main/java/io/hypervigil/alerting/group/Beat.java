package io.hypervigil.alerting.group;

import java.time.Duration;
import java.time.Instant;

/**
 * When a group is evaluated: at equal distances, moved by a hash of its name so that not all groups
 * come at once; the same times after a restart.
 */
record Beat(long intervalMillis, long offsetMillis) {

    static Beat of(Duration interval, String file, String group) {
        long millis = interval.toMillis();
        return new Beat(millis, Math.floorMod(hash(file + ";" + group), millis));
    }

    /** FNV-1a, mixed once more, since names that differ in their end only shall lie apart. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    }

    /** The last time that is not after another. */
    Instant lastUntil(Instant time) {
        long moved = time.toEpochMilli() - offsetMillis;
        return Instant.ofEpochMilli(moved - Math.floorMod(moved, intervalMillis) + offsetMillis);
    }

    /** The first time that is after another. */
    Instant firstAfter(Instant time) {
        return lastUntil(time).plusMillis(intervalMillis);
    }

    Duration interval() {
        return Duration.ofMillis(intervalMillis);
    }
}
