package io.hypervigil.alerting.interval;

import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads {@code time_intervals} and, as they were called before, {@code mute_time_intervals}. */
public final class TimeIntervalReader {

    private static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");

    /** Zones of the database that the JDK knows as short names only. */
    private static final Set<String> OLD_ZONES = Set.of("EST", "MST", "HST");

    private TimeIntervalReader() {}

    /**
     * Reads both lists.
     *
     * @param file the whole of it
     * @throws YamlException for what Alertmanager refuses
     */
    public static TimeIntervals read(YamlMapping file) {
        var byName = new LinkedHashMap<String, List<TimeInterval>>();
        named(file, "mute_time_intervals", "mute time interval", byName);
        named(file, "time_intervals", "time interval", byName);
        return new TimeIntervals(byName);
    }

    private static void named(
            YamlMapping file, String key, String what, Map<String, List<TimeInterval>> byName) {
        for (var item : file.mappings(key)) {
            var name = item.text("name").orElse("");
            if (name.isEmpty()) {
                throw new YamlException(item.place(), "missing name in " + what);
            }
            var intervals =
                    item.mappings("time_intervals").stream()
                            .map(TimeIntervalReader::interval)
                            .toList();
            item.end();
            if (byName.putIfAbsent(name, intervals) != null) {
                throw item.wrong("name", what + " \"" + name + "\" is not unique");
            }
        }
    }

    private static TimeInterval interval(YamlMapping item) {
        var interval =
                new TimeInterval(
                        times(item),
                        spans(item, "weekdays", TimeIntervalReader::weekdays),
                        spans(item, "days_of_month", TimeIntervalReader::days),
                        spans(item, "months", TimeIntervalReader::months),
                        spans(item, "years", TimeIntervalReader::years),
                        location(item));
        item.end();
        return interval;
    }

    private static Optional<List<Span>> times(YamlMapping item) {
        var ranges = item.mappings("times").stream().map(TimeIntervalReader::time).toList();
        return item.isNull("times") ? Optional.empty() : Optional.of(ranges);
    }

    private static Span time(YamlMapping range) {
        var start = range.text("start_time").orElse("");
        var end = range.text("end_time").orElse("");
        range.end();
        if (start.isEmpty() || end.isEmpty()) {
            throw new YamlException(range.place(), "both start and end times must be provided");
        }
        int first = minute(range, "start_time", start);
        int after = minute(range, "end_time", end);
        if (first >= after) {
            throw new YamlException(
                    range.place(), "start time cannot be equal or greater than end time");
        }
        return new Span(first, after - 1);
    }

    private static int minute(YamlMapping range, String key, String text) {
        if (!TIME.matcher(text).matches()) {
            throw range.wrong(key, "couldn't parse timestamp " + text + ", invalid format");
        }
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    private static Optional<List<Span>> spans(
            YamlMapping item, String key, BiFunction<String, String, Span> reading) {
        var spans =
                item.texts(key).stream()
                        .map(
                                text -> {
                                    try {
                                        return span(text, reading);
                                    } catch (IllegalArgumentException e) {
                                        throw item.wrong(key, String.valueOf(e.getMessage()));
                                    }
                                })
                        .toList();
        return item.isNull(key) ? Optional.empty() : Optional.of(spans);
    }

    private static Span span(String text, BiFunction<String, String, Span> reading) {
        var ends = text.toLowerCase(Locale.ROOT).split(":", -1);
        if (ends.length > 2) {
            throw new IllegalArgumentException("couldn't parse range " + text + ", invalid format");
        }
        return reading.apply(ends[0], ends[ends.length - 1]);
    }

    private static Span weekdays(String first, String last) {
        int from = weekday(first);
        int to = weekday(last);
        if (from > to) {
            throw new IllegalArgumentException("start day cannot be before end day");
        }
        return new Span(from, to);
    }

    private static int weekday(String text) {
        int day = WEEKDAYS.indexOf(text);
        if (day < 0) {
            throw new IllegalArgumentException(text + " is not a valid weekday");
        }
        return day;
    }

    private static Span days(String first, String last) {
        int from = dayOfMonth(first);
        int to = dayOfMonth(last);
        if (from < 0 && to > 0) {
            throw new IllegalArgumentException("end day must be negative if start day is negative");
        }
        // The shortest month tells whether it is empty in every month.
        if ((from < 0 ? 28 + from : from) > (to < 0 ? 28 + to : to)) {
            throw new IllegalArgumentException(
                    "end day " + to + " is always before start day " + from);
        }
        return new Span(from, to);
    }

    private static int dayOfMonth(String text) {
        int day = number(text, "day of the month");
        if (day == 0 || day < -31 || day > 31) {
            throw new IllegalArgumentException(
                    day + " is not a valid day of the month: out of range");
        }
        return day;
    }

    private static Span months(String first, String last) {
        int from = month(first);
        int to = month(last);
        if (from > to) {
            throw new IllegalArgumentException(
                    "end month " + last + " is before start month " + first);
        }
        return new Span(from, to);
    }

    private static int month(String text) {
        for (var month : Month.values()) {
            if (month.name().equalsIgnoreCase(text)) {
                return month.getValue();
            }
        }
        return number(text, "month");
    }

    private static Span years(String first, String last) {
        int from = number(first, "year");
        int to = number(last, "year");
        if (from > to) {
            throw new IllegalArgumentException("end year " + to + " is before start year " + from);
        }
        return new Span(from, to);
    }

    private static int number(String text, String what) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(text + " is not a valid " + what);
        }
    }

    /** {@code Local} is the machine's own zone, the empty name UTC, as Go has it. */
    private static Optional<ZoneId> location(YamlMapping item) {
        return item.text("location").map(name -> zone(item, name));
    }

    private static ZoneId zone(YamlMapping item, String name) {
        if (name.isEmpty()) {
            return ZoneOffset.UTC;
        }
        if (name.equals("Local")) {
            return ZoneId.systemDefault();
        }
        // Offsets such as +02:00, which ZoneId takes too, are no names.
        if (!OLD_ZONES.contains(name) && !ZoneId.getAvailableZoneIds().contains(name)) {
            throw item.wrong("location", "unknown time zone " + name);
        }
        return ZoneId.of(name, ZoneId.SHORT_IDS);
    }
}
