package io.hypervigil.collect.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one value from its text, and says what is wrong with it. */
final class ScalarText {

    // Not what Java takes: 007, +1, 1_000, 0x1F and NaN mean different things in different places.
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?");

    private static final int MAX_QUOTED = 100;

    /** A value, or why there is none. */
    sealed interface Reading {
        record Value(Object value) implements Reading {}

        record Refused(String why) implements Reading {}
    }

    private ScalarText() {}

    /**
     * @param folder what a relative path begins at
     */
    static Reading read(SettingType.Scalar type, String text, Path folder) {
        return switch (type) {
            case SettingType.Text _ -> new Reading.Value(text);
            case SettingType.Switch _ -> readOrRefuse(type, text, switchOf(text));
            case SettingType.Whole whole -> wholeOf(whole, text);
            case SettingType.Decimal decimal -> decimalOf(decimal, text);
            case SettingType.Span _ -> readOrRefuse(type, text, Durations.parse(text));
            case SettingType.FilePath _ -> readOrRefuse(type, text, pathOf(text, folder));
            case SettingType.Choice choice ->
                    readOrRefuse(
                            type,
                            text,
                            choice.constants().stream()
                                    .filter(one -> SettingNames.ofConstant(one).equals(text))
                                    .findFirst());
        };
    }

    /** A text within a refusal: cut where it is long, and on one line whatever is in it. */
    static String quoted(String text) {
        var cut = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "…" : text;
        return "'" + onOneLine(cut) + "'";
    }

    /** A text without control characters: {@code ?} stands for each. */
    static String onOneLine(String text) {
        return text.codePoints().anyMatch(Character::isISOControl)
                ? text.codePoints()
                        .map(c -> Character.isISOControl(c) ? '?' : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                : text;
    }

    private static Reading readOrRefuse(SettingType type, String text, Optional<?> value) {
        return value.<Reading>map(Reading.Value::new).orElseGet(() -> refused(type, text));
    }

    private static Reading refused(SettingType type, String text) {
        return new Reading.Refused(quoted(text) + ", " + type.description() + " expected");
    }

    private static Optional<Boolean> switchOf(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Reading wholeOf(SettingType.Whole type, String text) {
        if (!WHOLE.matcher(text).matches()) {
            return refused(type, text);
        }
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException _) {
            return outOfRange(text, type.min(), type.max());
        }
        if (number < type.min() || number > type.max()) {
            return outOfRange(text, type.min(), type.max());
        }
        if (type.isInt()) {
            return new Reading.Value((int) number);
        }
        return new Reading.Value(number);
    }

    private static Reading decimalOf(SettingType.Decimal type, String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return refused(type, text);
        }
        double number = Double.parseDouble(text);
        return Double.isInfinite(number) || number < type.min() || number > type.max()
                ? outOfRange(text, type.min(), type.max())
                : new Reading.Value(number);
    }

    private static Reading outOfRange(String text, long min, long max) {
        if (max == Long.MAX_VALUE && min != Long.MIN_VALUE) {
            return new Reading.Refused(text + ", at least " + min + " expected");
        }
        return new Reading.Refused(text + ", from " + min + " to " + max + " expected");
    }

    private static Optional<Path> pathOf(String text, Path folder) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
