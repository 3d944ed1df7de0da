package io.hypervigil.alerting.yaml;

import io.hypervigil.promql.number.Numbers;
import java.util.regex.Pattern;

/** Numbers as Go's YAML library reads them. */
final class YamlNumber {

    private static final Pattern BEGIN = Pattern.compile("[-+]?\\.?[0-9]");

    private YamlNumber() {}

    /**
     * Reads one.
     *
     * @throws NumberFormatException where it is none
     */
    static double parse(String text) {
        return switch (text) {
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            default -> {
                if (!BEGIN.matcher(text).lookingAt()) {
                    throw new NumberFormatException("no digit");
                }
                yield Numbers.parse(text);
            }
        };
    }
}
