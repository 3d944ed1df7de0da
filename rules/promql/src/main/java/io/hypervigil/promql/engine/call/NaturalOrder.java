package io.hypervigil.promql.engine.call;

import java.math.BigInteger;
import java.util.Comparator;

/** Orders texts with numbers in them as people do: {@code cpu2} before {@code cpu10}. */
final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() && r < right.length()) {
            int lTo = endOfPart(left, l);
            int rTo = endOfPart(right, r);
            int order = compareParts(left.substring(l, lTo), right.substring(r, rTo));
            if (order != 0) {
                return order;
            }
            l = lTo;
            r = rTo;
        }
        return Integer.compare(left.length() - l, right.length() - r);
    }

    private static int endOfPart(String text, int from) {
        boolean isNumber = isDigit(text.charAt(from));
        int to = from + 1;
        while (to < text.length() && isDigit(text.charAt(to)) == isNumber) {
            to++;
        }
        return to;
    }

    private static int compareParts(String left, String right) {
        if (isDigit(left.charAt(0)) && isDigit(right.charAt(0))) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return left.compareTo(right);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
