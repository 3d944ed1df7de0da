package io.hypervigil.promql.script;

import io.hypervigil.promql.syntax.Durations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads distances of time, one for each sample of a series: {@code _x2 -30s-1mx2 *x3}. */
final class StartTimes {

    private static final String DURATION = "\\d+(?:[a-wyz]+)?";

    /** A duration, how much more each time, and how many times more. */
    private static final Pattern DISTANCES =
            Pattern.compile("([+-]?" + DURATION + ")(?:([+-]" + DURATION + ")?x(\\d{1,6}))?");

    private static final Pattern REPEATED = Pattern.compile("([_*])(?:x(\\d{1,6}))?");

    private StartTimes() {}

    /**
     * @return in milliseconds; empty where nothing is known
     * @throws IllegalArgumentException for what is none, with the reason
     */
    static List<Optional<Long>> parse(String values) {
        var distances = new ArrayList<Optional<Long>>();
        for (var item : values.strip().split("[ \\t]+", -1)) {
            var repeated = REPEATED.matcher(item);
            if (repeated.matches()) {
                boolean isOmitted = repeated.group(1).equals("_");
                int more = isOmitted ? 0 : 1;
                var times = repeated.group(2);
                int count = times == null ? 1 : Integer.parseInt(times) + more;
                distances.addAll(
                        Collections.nCopies(count, isOmitted ? Optional.empty() : last(distances)));
            } else {
                add(item, distances);
            }
        }
        return distances;
    }

    private static Optional<Long> last(List<Optional<Long>> distances) {
        return distances.reversed().stream()
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Optional.of(0L));
    }

    private static void add(String item, List<Optional<Long>> to) {
        var match = DISTANCES.matcher(item);
        if (!match.matches()) {
            throw new IllegalArgumentException("invalid ST item \"" + item + "\"");
        }
        long distance = millis(match.group(1));
        long more = match.group(2) == null ? 0 : millis(match.group(2));
        int count = match.group(3) == null ? 1 : Integer.parseInt(match.group(3)) + 1;
        for (int i = 0; i < count; i++) {
            to.add(Optional.of(distance));
            distance += more;
        }
    }

    private static long millis(String duration) {
        boolean isSigned = duration.startsWith("-") || duration.startsWith("+");
        long millis = Durations.parseMillis(isSigned ? duration.substring(1) : duration);
        return duration.startsWith("-") ? -millis : millis;
    }
}
