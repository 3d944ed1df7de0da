package io.hypervigil.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.zip.Deflater;

/**
 * How fast a core of the machine is at this time, so that the times of two days can be held against
 * each other: hosts that are shared differ by a factor of two from one day to the next, and do not
 * say so.
 */
final class MachineSpeed {

    private static final int LINES = 400_000;
    private static final int ROUNDS = 5;

    private MachineSpeed() {}

    /** A line to be kept with the results. */
    static String now() {
        var page = page();
        var times = new ArrayList<Duration>();
        for (int i = 0; i < ROUNDS; i++) {
            times.add(compress(page));
        }
        times.sort(null);
        return String.format(
                Locale.ROOT,
                "This machine, now: zlib compresses %.1f MB of samples in %d ms on one core.",
                page.length / 1e6,
                times.get(ROUNDS / 2).toMillis());
    }

    /** The same on every machine. */
    private static byte[] page() {
        var page = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            int value = i * 0x9E3779B9;
            page.append("machine_speed{line=\"")
                    .append(i)
                    .append("\"} ")
                    .append(value)
                    .append('\n');
        }
        return page.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Duration compress(byte[] page) {
        var room = new byte[page.length];
        long begun = System.nanoTime();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(page);
            deflater.finish();
            while (!deflater.finished()) {
                deflater.deflate(room);
            }
        } finally {
            deflater.end();
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
