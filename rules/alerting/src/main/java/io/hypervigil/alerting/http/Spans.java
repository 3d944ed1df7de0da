package io.hypervigil.alerting.http;

import io.hypervigil.alerting.yaml.YamlMapping;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Spans of time as configuration files write them: {@code 1h30m}. */
public final class Spans {

    // Prometheus: whole numbers, each unit at most once, the largest first.
    private static final Pattern OF_PROMETHEUS =
            Pattern.compile("(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");
    private static final Pattern OF_GO = Pattern.compile("(\\d+(\\.\\d+)?(ns|us|µs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|[smhdwy])");
    private static final int MOST_CHARACTERS = 64;

    private static final Map<String, Double> SECONDS =
            Map.of(
                    "ns",
                    1e-9,
                    "us",
                    1e-6,
                    "µs",
                    1e-6,
                    "ms",
                    1e-3,
                    "s",
                    1.0,
                    "m",
                    60.0,
                    "h",
                    3_600.0,
                    "d",
                    86_400.0,
                    "w",
                    604_800.0,
                    "y",
                    31_536_000.0);

    private Spans() {}

    /** A key's value as Prometheus' {@code <duration>}. */
    public static Optional<Duration> prometheus(YamlMapping yaml, String key) {
        return read(yaml, key, OF_PROMETHEUS);
    }

    /** A key's value as Go's {@code time.Duration}; a bare number counts nanoseconds. */
    public static Optional<Duration> go(YamlMapping yaml, String key) {
        var text = yaml.text(key);
        if (text.isPresent() && text.get().matches("\\d{1,18}")) {
            return Optional.of(Duration.ofNanos(Long.parseLong(text.get())));
        }
        return read(yaml, key, OF_GO);
    }

    private static Optional<Duration> read(YamlMapping yaml, String key, Pattern shape) {
        return yaml.text(key)
                .map(
                        text -> {
                            if (!isSpan(text, shape)) {
                                throw yaml.wrong(key, "\"" + text + "\" is no duration, as 1h30m");
                            }
                            return sum(text);
                        });
    }

    private static boolean isSpan(String text, Pattern shape) {
        return text.equals("0")
                || (!text.isEmpty()
                        && text.length() <= MOST_CHARACTERS
                        && shape.matcher(text).matches());
    }

    private static Duration sum(String text) {
        var parts = PART.matcher(text);
        double seconds = 0;
        while (parts.find()) {
            seconds +=
                    Double.parseDouble(parts.group(1)) * SECONDS.getOrDefault(parts.group(2), 0.0);
        }
        return Duration.ofNanos(Math.round(Math.min(seconds, 3e9) * 1e9));
    }
}
