package io.hypervigil.alerting.template.format;

import io.hypervigil.promql.number.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Floating-point numbers in the formats of Go's strconv, without a sign where they are positive.
 *
 * <p>Thread: any.
 */
final class Floats {

    /** As many digits as tell a number from its neighbours. */
    static final int SHORTEST = -1;

    /** Beyond this exponent the shortest form of {@code g} has one. */
    private static final int MOST_PLAIN_DIGITS = 6;

    private static final int MANTISSA_BITS = 52;
    private static final int EXPONENT_BIAS = 1075;

    private Floats() {}

    static String format(double value, char verb, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        var sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        double size = Math.abs(value);
        return sign
                + switch (verb) {
                    case 'e' -> exponent(size, precision, 'e');
                    case 'E' -> exponent(size, precision, 'E');
                    case 'f', 'F' -> plain(size, precision);
                    case 'g' -> general(size, precision, 'e');
                    case 'G' -> general(size, precision, 'E');
                    case 'b' -> binary(size);
                    case 'x' -> hex(size, precision);
                    default -> hex(size, precision).toUpperCase(Locale.ROOT);
                };
    }

    private static BigDecimal exact(double value, int significant) {
        return significant == SHORTEST
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros()
                : new BigDecimal(value).round(new MathContext(significant, RoundingMode.HALF_EVEN));
    }

    private static int exponentOf(BigDecimal digits) {
        return digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    }

    private static String exponent(double value, int precision, char letter) {
        var digits = exact(value, precision == SHORTEST ? SHORTEST : precision + 1);
        return exponent(digits, precision == SHORTEST ? -1 : precision, letter);
    }

    /** With so many digits after the point, or with those that there are. */
    private static String exponent(BigDecimal digits, int fraction, char letter) {
        int exponent = exponentOf(digits);
        var all = new StringBuilder(digits.unscaledValue().toString());
        int wanted = fraction < 0 ? all.length() : fraction + 1;
        while (all.length() < wanted) {
            all.append('0');
        }
        all.setLength(wanted);
        if (wanted > 1) {
            all.insert(1, '.');
        }
        int size = Math.abs(exponent);
        return all.append(letter)
                .append(exponent < 0 ? '-' : '+')
                .append(size < 10 ? "0" : "")
                .append(size)
                .toString();
    }

    private static String plain(double value, int precision) {
        return precision == SHORTEST
                ? Numbers.plain(value)
                : new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String general(double value, int precision, char letter) {
        int significant = precision == 0 ? 1 : precision;
        var digits = exact(value, significant).stripTrailingZeros();
        int exponent = exponentOf(digits);
        int count = digits.signum() == 0 ? 1 : digits.precision();
        int most = significant;
        if (most > count && count >= exponent + 1) {
            most = count;
        }
        if (significant == SHORTEST) {
            most = MOST_PLAIN_DIGITS;
        }
        if (digits.signum() == 0) {
            return "0";
        }
        return exponent < -4 || exponent >= most
                ? exponent(digits, -1, letter)
                : digits.toPlainString();
    }

    private static String binary(double value) {
        long bits = Double.doubleToLongBits(value);
        int exponent = (int) (bits >>> MANTISSA_BITS);
        long mantissa = bits & ((1L << MANTISSA_BITS) - 1);
        if (exponent == 0) {
            exponent = 1;
        } else {
            mantissa |= 1L << MANTISSA_BITS;
        }
        int power = exponent - EXPONENT_BIAS;
        return mantissa + "p" + (power < 0 ? "" : "+") + power;
    }

    /** Go's: a normal mantissa, an exponent of two digits at least. */
    private static String hex(double value, int precision) {
        if (value == 0) {
            return "0x0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "p+00";
        }
        int exponent = Math.getExponent(value);
        double normal = value;
        if (exponent < Double.MIN_EXPONENT) {
            normal = value * 0x1p60;
            exponent = Math.getExponent(normal) - 60;
        }
        long mantissa = Double.doubleToLongBits(normal) & ((1L << MANTISSA_BITS) - 1);
        mantissa |= 1L << MANTISSA_BITS;
        if (precision != SHORTEST && precision < 13) {
            int dropped = (13 - precision) * 4;
            long half = 1L << (dropped - 1);
            long rest = mantissa & ((1L << dropped) - 1);
            mantissa >>>= dropped;
            if (rest > half || (rest == half && (mantissa & 1) == 1)) {
                mantissa++;
            }
            mantissa <<= dropped;
            if (mantissa >>> (MANTISSA_BITS + 1) != 0) {
                mantissa >>>= 1;
                exponent++;
            }
        }
        var digits = hexDigits(mantissa & ((1L << MANTISSA_BITS) - 1), precision);
        int size = Math.abs(exponent);
        return "0x1"
                + (digits.isEmpty() ? "" : "." + digits)
                + (exponent < 0 ? "p-" : "p+")
                + (size < 10 ? "0" : "")
                + size;
    }

    private static String hexDigits(long fraction, int precision) {
        var all = "0".repeat(13) + Long.toHexString(fraction);
        all = all.substring(all.length() - 13);
        if (precision == SHORTEST) {
            int end = all.length();
            while (end > 0 && all.charAt(end - 1) == '0') {
                end--;
            }
            return all.substring(0, end);
        }
        return precision <= 13 ? all.substring(0, precision) : all + "0".repeat(precision - 13);
    }
}
