package io.hypervigil.alerting.template.format;

import io.hypervigil.promql.labels.Quoted;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Moments as Go prints them and as its layouts say.
 *
 * <p>Thread: any.
 */
public final class MomentText {

    private MomentText() {}

    /** {@code 2006-01-02 15:04:05.999 +0000 UTC}. */
    public static String of(ZonedDateTime time) {
        return format(time, "2006-01-02 15:04:05.999999999 -0700 MST");
    }

    /** As Go source: {@code time.Date(2006, time.January, 2, 15, 4, 5, 0, time.UTC)}. */
    public static String literal(ZonedDateTime time) {
        var month = time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        var zone = time.getZone().getId();
        return "time.Date("
                + (time.getYear() + ", time." + month + ", " + time.getDayOfMonth() + ", ")
                + (time.getHour() + ", " + time.getMinute() + ", " + time.getSecond() + ", ")
                + (time.getNano() + ", ")
                + (isUtc(time) ? "time.UTC" : "time.Location(" + Quoted.text(zone) + ")")
                + ")";
    }

    static boolean isUtc(ZonedDateTime time) {
        return isUtc(time.getZone());
    }

    /** Whether a zone is the one that Go calls UTC. */
    public static boolean isUtc(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) || zone.getId().equals("UTC");
    }

    /** By a layout of Go's reference time, Mon Jan 2 15:04:05 MST 2006. */
    public static String format(ZonedDateTime time, String layout) {
        var text = new StringBuilder();
        var rest = new LayoutScanner(layout);
        while (rest.next()) {
            text.append(rest.literal());
            rest.part().ifPresent(part -> text.append(LayoutPart.of(time, part)));
        }
        return text.toString();
    }
}
