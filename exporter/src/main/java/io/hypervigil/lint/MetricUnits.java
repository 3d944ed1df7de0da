package io.hypervigil.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Units as they are found in names. */
final class MetricUnits {

    private static final Map<String, String> BASES =
            Map.ofEntries(
                    Map.entry("amperes", "amperes"),
                    Map.entry("bytes", "bytes"),
                    Map.entry("celsius", "celsius"),
                    Map.entry("grams", "grams"),
                    Map.entry("joules", "joules"),
                    Map.entry("kelvin", "kelvin"),
                    Map.entry("meters", "meters"),
                    Map.entry("metres", "metres"),
                    Map.entry("seconds", "seconds"),
                    Map.entry("volts", "volts"),
                    Map.entry("minutes", "seconds"),
                    Map.entry("hours", "seconds"),
                    Map.entry("days", "seconds"),
                    Map.entry("weeks", "seconds"),
                    Map.entry("kelvins", "kelvin"),
                    Map.entry("fahrenheit", "celsius"),
                    Map.entry("rankine", "celsius"),
                    Map.entry("inches", "meters"),
                    Map.entry("yards", "meters"),
                    Map.entry("miles", "meters"),
                    Map.entry("bits", "bytes"),
                    Map.entry("calories", "joules"),
                    Map.entry("pounds", "grams"),
                    Map.entry("ounces", "grams"));

    private static final List<String> PREFIXES =
            List.of(
                    "pico", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo",
                    "kibi", "mega", "mibi", "giga", "gibi", "tera", "tebi", "peta", "pebi");

    private static final List<String> ABBREVIATIONS =
            List.of("s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d");

    /**
     * @param found the word in the name
     * @param base what it should be
     */
    record Unit(String found, String base) {}

    private MetricUnits() {}

    /** The first unit in a name, where it is not a base unit. */
    static Optional<Unit> foreign(String name) {
        for (String word : name.split("_", -1)) {
            var base = base(word);
            if (base.isPresent()) {
                return base.filter(unit -> !unit.equals(word)).map(unit -> new Unit(word, unit));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> base(String word) {
        var plain = BASES.get(word);
        if (plain != null) {
            return Optional.of(plain);
        }
        return PREFIXES.stream()
                .filter(word::startsWith)
                .map(prefix -> word.substring(prefix.length()))
                .filter(BASES::containsKey)
                .map(BASES::get)
                .findFirst();
    }

    static boolean hasAbbreviation(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return ABBREVIATIONS.stream()
                .anyMatch(unit -> lower.contains("_" + unit + "_") || lower.endsWith("_" + unit));
    }
}
