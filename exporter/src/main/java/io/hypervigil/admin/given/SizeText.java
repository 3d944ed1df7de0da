package io.hypervigil.admin.given;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 4GiB}, {@code 512 MiB}, {@code 4096}. */
final class SizeText {

    // Not kB, MB and GB: some mean 1000 by them, others 1024.
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) ?(B|[KMGTP]iB)?");
    private static final int BITS_A_UNIT = 10;

    private SizeText() {}

    /** How many bytes a text means, or empty where it is no size. */
    static Optional<Long> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        var unit = matcher.group(2);
        int bits = unit == null ? 0 : UNITS.indexOf(unit) * BITS_A_UNIT;
        return count > Long.MAX_VALUE >> bits ? Optional.empty() : Optional.of(count << bits);
    }
}
