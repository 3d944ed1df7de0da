package io.hypervigil.nvml.profile;

import java.util.regex.Pattern;

/**
 * Which power limit is wanted.
 *
 * <p>Written {@code 250W}, {@code 80% of default} or {@code 100% of max}. Watts outside of what a
 * GPU takes are refused; a percentage is the nearest limit that it takes.
 */
public sealed interface PowerTarget {

    /** So many. */
    record Watts(int watts) implements PowerTarget {
        @Override
        public String text() {
            return watts + "W";
        }
    }

    /** A part of the limit after a restart. */
    record OfDefault(int percent) implements PowerTarget {
        @Override
        public String text() {
            return percent + "% of default";
        }
    }

    /** A part of the greatest limit. */
    record OfMax(int percent) implements PowerTarget {
        @Override
        public String text() {
            return percent + "% of max";
        }
    }

    /** As people write it. */
    String text();

    /**
     * @throws IllegalArgumentException where it is none of them
     */
    static PowerTarget parse(String text) {
        var matcher = Grammar.TARGET.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "': a limit like 250W, 80% of default or 100% of max expected");
        }
        if (matcher.group("watts") != null) {
            return new Watts(Integer.parseInt(matcher.group("watts")));
        }
        int percent = Integer.parseInt(matcher.group("percent"));
        if (percent < 1 || percent > Grammar.MOST_PERCENT) {
            throw new IllegalArgumentException(
                    "'" + text + "': 1 to " + Grammar.MOST_PERCENT + " percent expected");
        }
        return matcher.group("of").equals("max") ? new OfMax(percent) : new OfDefault(percent);
    }

    /** How it is written. */
    final class Grammar {

        private static final Pattern TARGET =
                Pattern.compile(
                        "(?<watts>[1-9][0-9]{0,4}) ?W"
                                + "|(?<percent>[0-9]{1,3}) ?% of (?<of>default|max)");
        private static final int MOST_PERCENT = 200;

        private Grammar() {}
    }
}
