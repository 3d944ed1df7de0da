package io.hypervigil.alerting.template.format;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.TimeZone;

/** One part of a time, by the part of Go's reference time that stands for it. */
final class LayoutPart {

    private static final int NANO_DIGITS = 9;

    private LayoutPart() {}

    static String of(ZonedDateTime time, String part) {
        return switch (part) {
            case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Jan" ->
                    time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case "1" -> Integer.toString(time.getMonthValue());
            case "01" -> padded(time.getMonthValue(), '0', 2);
            case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Mon" ->
                    time.getDayOfWeek()
                            .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                            .substring(0, 3);
            case "2" -> Integer.toString(time.getDayOfMonth());
            case "_2" -> padded(time.getDayOfMonth(), ' ', 2);
            case "02" -> padded(time.getDayOfMonth(), '0', 2);
            case "__2" -> padded(time.getDayOfYear(), ' ', 3);
            case "002" -> padded(time.getDayOfYear(), '0', 3);
            case "15" -> padded(time.getHour(), '0', 2);
            case "3" -> Integer.toString(hourOfTwelve(time));
            case "03" -> padded(hourOfTwelve(time), '0', 2);
            case "4" -> Integer.toString(time.getMinute());
            case "04" -> padded(time.getMinute(), '0', 2);
            case "5" -> Integer.toString(time.getSecond());
            case "05" -> padded(time.getSecond(), '0', 2);
            case "2006" -> padded(time.getYear(), '0', 4);
            case "06" -> padded(Math.floorMod(time.getYear(), 100), '0', 2);
            case "PM" -> time.getHour() >= 12 ? "PM" : "AM";
            case "pm" -> time.getHour() >= 12 ? "pm" : "am";
            case "MST" -> zone(time);
            default ->
                    part.charAt(0) == '.' || part.charAt(0) == ','
                            ? fraction(time, part)
                            : offset(time, part);
        };
    }

    private static int hourOfTwelve(ZonedDateTime time) {
        int hour = time.getHour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private static String padded(int number, char filler, int digits) {
        var text = Integer.toString(number);
        return Character.toString(filler).repeat(Math.max(0, digits - text.length())) + text;
    }

    private static String fraction(ZonedDateTime time, String part) {
        var nanos = padded(time.getNano(), '0', NANO_DIGITS);
        int digits = Math.min(part.length() - 1, NANO_DIGITS);
        var text = nanos.substring(0, digits);
        if (part.charAt(1) == '0') {
            return part.charAt(0) + text;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? "" : part.charAt(0) + text.substring(0, end);
    }

    private static String offset(ZonedDateTime time, String part) {
        int seconds = time.getOffset().getTotalSeconds();
        if (part.charAt(0) == 'Z' && seconds == 0) {
            return "Z";
        }
        int size = Math.abs(seconds);
        var colon = part.contains(":") ? ":" : "";
        var text = new StringBuilder(seconds < 0 ? "-" : "+").append(padded(size / 3600, '0', 2));
        if (part.length() > 3) {
            text.append(colon).append(padded(size / 60 % 60, '0', 2));
        }
        if (part.length() > 6 && !part.endsWith("07:00")) {
            text.append(colon).append(padded(size % 60, '0', 2));
        }
        return text.toString();
    }

    /** The zone's abbreviation; its offset where it has none. */
    private static String zone(ZonedDateTime time) {
        if (MomentText.isUtc(time)) {
            return "UTC";
        }
        boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
        var name =
                TimeZone.getTimeZone(time.getZone())
                        .getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH);
        boolean letters = name.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        if (letters) {
            return name;
        }
        return offset(time, time.getOffset().getTotalSeconds() % 3600 == 0 ? "-07" : "-0700");
    }
}
