package io.hypervigil.alerting.template.format;

/** Floating-point numbers under the flag {@code #}: always with a point, zeros kept. */
final class SharpFloats {

    private static final int USUAL_DIGITS = 6;

    private SharpFloats() {}

    static String withPoint(String number, char verb, int precision) {
        int tail = exponentAt(number, verb);
        var digits = number.substring(0, tail);
        boolean hasPoint = digits.indexOf('.') >= 0;
        boolean keeps = verb == 'g' || verb == 'G' || verb == 'x';
        var padded = new StringBuilder(digits);
        if (!hasPoint) {
            padded.append('.');
        }
        if (keeps) {
            int wanted = precision == Floats.SHORTEST ? USUAL_DIGITS : precision;
            int missing = wanted - significant(digits);
            padded.repeat("0", Math.max(0, missing));
        }
        return padded + number.substring(tail);
    }

    private static int exponentAt(String number, char verb) {
        char letter = verb == 'x' || verb == 'X' ? 'p' : 'e';
        for (int i = 0; i < number.length(); i++) {
            if (Character.toLowerCase(number.charAt(i)) == letter) {
                return i;
            }
        }
        return number.length();
    }

    /** Digits from the first that is not zero; a lone zero counts. */
    private static int significant(String digits) {
        int count = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c != '.' && (count > 0 || c != '0')) {
                count++;
            }
        }
        return count == 0 && !digits.contains(".") ? 1 : count;
    }
}
