package io.hypervigil.nvml.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a clock is held, in megahertz. Written {@code 210-1400}, {@code 1400} or {@code free}.
 */
public sealed interface ClockTarget {

    /** Held between two bounds, both taken. */
    record Locked(int minMegahertz, int maxMegahertz) implements ClockTarget {

        /** Refuses bounds that are the wrong way round. */
        public Locked {
            if (minMegahertz > maxMegahertz) {
                throw new IllegalArgumentException(
                        minMegahertz + "-" + maxMegahertz + ": the lower clock comes first");
            }
        }

        @Override
        public String text() {
            return minMegahertz + "-" + maxMegahertz;
        }
    }

    /** Not held. */
    record Free() implements ClockTarget {
        @Override
        public String text() {
            return "free";
        }
    }

    /** As people write it. */
    String text();

    /**
     * @throws IllegalArgumentException where it is none of them
     */
    static ClockTarget parse(String text) {
        if (text.strip().equals("free")) {
            return new Free();
        }
        Matcher matcher = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?").matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "': megahertz like 210-1400, or free, expected");
        }
        int min = Integer.parseInt(matcher.group(1));
        return new Locked(min, matcher.group(2) == null ? min : Integer.parseInt(matcher.group(2)));
    }
}
