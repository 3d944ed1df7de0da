package io.hypervigil.alerting.template.format;

import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.labels.Quoted;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The verbs of Go's fmt for the basic kinds. Empty where a kind does not know the verb.
 *
 * <p>Thread: any; a directive is one's own.
 */
final class Verbs {

    private static final int ASCII = 0x7f;
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private Verbs() {}

    static Optional<String> truth(Directive directive, boolean value, int verb) {
        return verb == 't' || verb == 'v'
                ? Optional.of(directive.pad(Boolean.toString(value)))
                : Optional.empty();
    }

    static Optional<String> text(Directive directive, String value, int verb) {
        return switch (verb) {
            case 'v' ->
                    Optional.of(
                            directive.sharpV
                                    ? quoted(directive, value)
                                    : directive.pad(directive.truncate(value)));
            case 's' -> Optional.of(directive.pad(directive.truncate(value)));
            case 'q' -> Optional.of(quoted(directive, value));
            case 'x' -> Optional.of(directive.pad(hexBytes(directive, value, false)));
            case 'X' -> Optional.of(directive.pad(hexBytes(directive, value, true)));
            default -> Optional.empty();
        };
    }

    private static String quoted(Directive directive, String value) {
        var text = directive.truncate(value);
        if (directive.sharp && canStandInBackquotes(text)) {
            return directive.pad("`" + text + "`");
        }
        return directive.pad(directive.plus ? toAscii(Quoted.text(text)) : Quoted.text(text));
    }

    private static boolean canStandInBackquotes(String text) {
        return text.codePoints()
                .allMatch(c -> c != '`' && c != ASCII && c != 0xfeff && (c >= ' ' || c == '\t'));
    }

    private static String toAscii(String text) {
        var ascii = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (c <= ASCII) {
                                ascii.appendCodePoint(c);
                            } else if (c <= 0xffff) {
                                ascii.append("\\u").append(digits(c, 16, 4));
                            } else {
                                ascii.append("\\U").append(digits(c, 16, 8));
                            }
                        });
        return ascii.toString();
    }

    private static String digits(long value, int radix, int least) {
        var digits = Long.toUnsignedString(value, radix);
        return "0".repeat(Math.max(0, least - digits.length())) + digits;
    }

    private static String hexBytes(Directive directive, String value, boolean upper) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        int count =
                directive.precision == Directive.NONE
                        ? bytes.length
                        : Math.min(directive.precision, bytes.length);
        var hex = new StringBuilder();
        for (int i = 0; i < count; i++) {
            boolean starts = i == 0 || directive.space;
            hex.append(i > 0 && directive.space ? " " : "")
                    .append(directive.sharp && starts ? "0x" : "")
                    .append(digits(bytes[i] & 0xff, 16, 2));
        }
        return upper ? hex.toString().toUpperCase(Locale.ROOT) : hex.toString();
    }

    static Optional<String> whole(Directive directive, long value, boolean signed, int verb) {
        return switch (verb) {
            case 'v', 'd' ->
                    Optional.of(
                            verb == 'v' && directive.sharpV && !signed
                                    ? "0x" + Long.toHexString(value)
                                    : integer(directive, value, 10, signed, verb));
            case 'b' -> Optional.of(integer(directive, value, 2, signed, verb));
            case 'o', 'O' -> Optional.of(integer(directive, value, 8, signed, verb));
            case 'x', 'X' -> Optional.of(integer(directive, value, 16, signed, verb));
            case 'c' -> Optional.of(directive.pad(rune(value)));
            case 'q' -> Optional.of(directive.pad(quotedRune(directive, value)));
            case 'U' -> Optional.of(directive.padWithSpaces(unicode(directive, value)));
            default -> Optional.empty();
        };
    }

    private static String rune(long value) {
        boolean is = value >= 0 && value <= Character.MAX_CODE_POINT && !isSurrogate(value);
        return Character.toString(is ? (int) value : 0xfffd);
    }

    private static boolean isSurrogate(long value) {
        return value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    }

    private static String quotedRune(Directive directive, long value) {
        var rune = rune(value);
        if (rune.equals("'")) {
            return "'\\''";
        }
        if (rune.equals("\"")) {
            return "'\"'";
        }
        var quoted = Quoted.text(rune);
        var inner = quoted.substring(1, quoted.length() - 1);
        return "'" + (directive.plus ? toAscii(inner) : inner) + "'";
    }

    private static String unicode(Directive directive, long value) {
        var digits = digits(value, 16, Math.max(4, directive.precision));
        var rune = rune(value);
        boolean shown =
                directive.sharp
                        && value == rune.codePointAt(0)
                        && Quoted.text(rune).equals("\"" + rune + "\"");
        return "U+" + digits.toUpperCase(Locale.ROOT) + (shown ? " '" + rune + "'" : "");
    }

    private static String integer(
            Directive directive, long value, int radix, boolean signed, int verb) {
        boolean negative = signed && value < 0;
        boolean hasPrecision = directive.precision != Directive.NONE;
        if (hasPrecision && directive.precision == 0 && value == 0) {
            return directive.padWithSpaces("");
        }
        int least = 0;
        if (hasPrecision) {
            least = directive.precision;
        } else if (directive.zero && !directive.minus && directive.width != Directive.NONE) {
            boolean hasSign = negative || directive.plus || directive.space;
            least = directive.width - (hasSign ? 1 : 0);
        }
        var size = magnitude(value, negative).toString(radix);
        var digits = "0".repeat(Math.max(0, least - size.length())) + size;
        digits = prefixed(directive, digits, radix, verb);
        var sign = negative ? "-" : directive.plus ? "+" : directive.space ? " " : "";
        var all = sign + digits;
        return directive.padWithSpaces(verb == 'X' ? all.toUpperCase(Locale.ROOT) : all);
    }

    private static BigInteger magnitude(long value, boolean negative) {
        var number = BigInteger.valueOf(value);
        if (negative) {
            return number.negate();
        }
        return value < 0 ? number.add(TWO_TO_64) : number;
    }

    private static String prefixed(Directive directive, String digits, int radix, int verb) {
        if (verb == 'O') {
            return "0o" + digits;
        }
        if (!directive.sharp) {
            return digits;
        }
        return switch (radix) {
            case 2 -> "0b" + digits;
            case 8 -> digits.startsWith("0") ? digits : "0" + digits;
            case 16 -> "0x" + digits;
            default -> digits;
        };
    }

    static Optional<String> real(Directive directive, double value, int verb) {
        return switch (verb) {
            case 'v' -> Optional.of(real(directive, value, 'g', Floats.SHORTEST));
            case 'b', 'g', 'G', 'x', 'X' ->
                    Optional.of(real(directive, value, (char) verb, Floats.SHORTEST));
            case 'f', 'e', 'E', 'F' -> Optional.of(real(directive, value, (char) verb, 6));
            default -> Optional.empty();
        };
    }

    /** The imaginary part shows its sign always; width and precision are of each part. */
    static Optional<String> complex(Directive directive, Value.Complex value, int verb) {
        var real = real(directive, value.real(), verb);
        boolean plus = directive.plus;
        directive.plus = true;
        var imaginary = real(directive, value.imaginary(), verb);
        directive.plus = plus;
        return real.map(first -> "(" + first + imaginary.orElseThrow() + "i)");
    }

    private static String real(Directive directive, double value, char verb, int usual) {
        int precision = directive.precision == Directive.NONE ? usual : directive.precision;
        var number = Floats.format(value, verb, precision);
        boolean isNumber = Double.isFinite(value);
        var sign = number.startsWith("-") ? "-" : "+";
        var size = number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
        if (directive.sharp && isNumber && verb != 'b') {
            size = SharpFloats.withPoint(size, verb, precision);
        }
        if (sign.equals("+") && directive.space && !directive.plus) {
            sign = " ";
        }
        if (!isNumber) {
            // An infinity shows its sign; what is no number shows one only when asked.
            boolean hidden = Double.isNaN(value) && !directive.space && !directive.plus;
            return directive.padWithSpaces(hidden ? size : sign + size);
        }
        if (!directive.plus && sign.equals("+")) {
            return directive.pad(size);
        }
        if (directive.zero && !directive.minus && directive.width > size.length() + 1) {
            return sign + "0".repeat(directive.width - size.length() - 1) + size;
        }
        return directive.pad(sign + size);
    }
}
