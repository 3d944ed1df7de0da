package io.hypervigil.promql.script;

import io.hypervigil.promql.script.SeriesToken.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes a row of values apart, as Prometheus' lexer does: blanks count, a number may be followed by
 * {@code x}, but a word such as {@code NaN} runs on over it.
 */
final class SeriesLexer {

    private static final Set<String> NUMBER_WORDS = Set.of("inf", "nan");
    private static final Set<String> FIELDS =
            Set.of(
                    "sum",
                    "count",
                    "schema",
                    "offset",
                    "n_offset",
                    "buckets",
                    "n_buckets",
                    "z_bucket",
                    "z_bucket_w",
                    "custom_values",
                    "counter_reset_hint");
    private static final Set<String> HINTS = Set.of("unknown", "reset", "not_reset", "gauge");

    /** Digits in groups; a dot and an exponent once each. Whether it is a number is seen later. */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?:\\.?[0-9](?:_[0-9]|[0-9])*)(?:\\.(?:[0-9](?:_[0-9]|[0-9])*)?)?"
                            + "(?:[eE][+-]?[0-9](?:_[0-9]|[0-9])*)?");

    private enum State {
        VALUES,
        HISTOGRAM,
        LIST
    }

    private final String text;
    private State state = State.VALUES;
    private int place;

    SeriesLexer(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException where there is none, with the reason
     */
    SeriesToken next() {
        if (place == text.length()) {
            return new SeriesToken(Kind.END, "");
        }
        char c = text.charAt(place);
        if (SeriesLine.isBlank(c)) {
            return blanks();
        }
        if (isDigit(c)
                || (c == '.' && place + 1 < text.length() && isDigit(text.charAt(place + 1)))) {
            return number();
        }
        return switch (state) {
            case VALUES -> ofValues(c);
            case HISTOGRAM -> ofHistogram(c);
            case LIST -> ofList(c);
        };
    }

    private SeriesToken ofValues(char c) {
        return switch (c) {
            case '+' -> taken(Kind.PLUS, 1);
            case '-' -> taken(Kind.MINUS, 1);
            case 'x' -> taken(Kind.TIMES, 1);
            case '_' -> taken(Kind.BLANK, 1);
            case '{' -> {
                if (!text.startsWith("{{", place)) {
                    throw unexpected(c);
                }
                state = State.HISTOGRAM;
                yield taken(Kind.OPEN_HISTOGRAM, 2);
            }
            default -> {
                if (!isLetter(c)) {
                    throw unexpected(c);
                }
                var word = word(true);
                boolean isNumber = NUMBER_WORDS.contains(word.toLowerCase(Locale.ROOT));
                yield taken(isNumber ? Kind.NUMBER : Kind.WORD, word.length());
            }
        };
    }

    private SeriesToken ofHistogram(char c) {
        return switch (c) {
            case ':' -> taken(Kind.COLON, 1);
            case '-' -> taken(Kind.MINUS, 1);
            case '[' -> {
                state = State.LIST;
                yield taken(Kind.OPEN_LIST, 1);
            }
            case '}' -> {
                if (!text.startsWith("}}", place)) {
                    throw unexpected(c);
                }
                state = State.VALUES;
                yield taken(Kind.CLOSE_HISTOGRAM, 2);
            }
            default -> {
                if (!isLetter(c)) {
                    throw unexpected(c);
                }
                yield described(word(false));
            }
        };
    }

    private SeriesToken described(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        int end = place + word.length();
        if (FIELDS.contains(lower)) {
            if (end == text.length() || text.charAt(end) != ':') {
                throw new IllegalArgumentException("missing `:` for histogram descriptor");
            }
            place = end;
            return new SeriesToken(Kind.FIELD, lower);
        }
        if (NUMBER_WORDS.contains(lower)) {
            return taken(Kind.NUMBER, word.length());
        }
        if (HINTS.contains(lower)) {
            place = end;
            return new SeriesToken(Kind.HINT, lower);
        }
        throw new IllegalArgumentException("bad histogram descriptor found: \"" + word + "\"");
    }

    private SeriesToken ofList(char c) {
        return switch (c) {
            case '-' -> taken(Kind.MINUS, 1);
            case ']' -> {
                state = State.HISTOGRAM;
                yield taken(Kind.CLOSE_LIST, 1);
            }
            default -> {
                if (!text.regionMatches(true, place, "inf", 0, 3)
                        && !text.regionMatches(true, place, "nan", 0, 3)) {
                    throw unexpected(c);
                }
                yield taken(Kind.NUMBER, 3);
            }
        };
    }

    private SeriesToken blanks() {
        int end = place;
        while (end < text.length() && SeriesLine.isBlank(text.charAt(end))) {
            end++;
        }
        return taken(Kind.SPACE, end - place);
    }

    private SeriesToken number() {
        var number = NUMBER.matcher(text).region(place, text.length());
        if (!number.lookingAt()) {
            throw new IllegalArgumentException("bad number syntax: " + text.substring(place));
        }
        int end = number.end();
        boolean runsOn =
                end < text.length()
                        && text.charAt(end) != 'x'
                        && (isLetter(text.charAt(end))
                                || isDigit(text.charAt(end))
                                || text.charAt(end) == '.');
        if (runsOn) {
            throw new IllegalArgumentException(
                    "bad number syntax: \"" + text.substring(place, end + 1) + "\"");
        }
        return taken(Kind.NUMBER, end - place);
    }

    private String word(boolean hasDigits) {
        int end = place;
        while (end < text.length() && isOfWord(text.charAt(end), hasDigits)) {
            end++;
        }
        return text.substring(place, end);
    }

    private static boolean isOfWord(char c, boolean hasDigits) {
        return isLetter(c) || (hasDigits && (isDigit(c) || c == ':'));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private SeriesToken taken(Kind kind, int length) {
        int start = place;
        place += length;
        return new SeriesToken(kind, text.substring(start, place));
    }

    private static IllegalArgumentException unexpected(char c) {
        return new IllegalArgumentException("unexpected character in series sequence: '" + c + "'");
    }
}
