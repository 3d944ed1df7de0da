package io.hypervigil.collect;

import java.nio.charset.StandardCharsets;

/**
 * The lines that stand before a family's samples.
 *
 * <p>OpenMetrics names a counter without its {@code _total} and allows none that has no such
 * suffix: one without it is written as of unknown type under its own name, so that dashboards of
 * the exporter it was kept from go on working.
 */
public final class FamilyHead {

    private static final String TOTAL = "_total";

    private FamilyHead() {}

    static byte[] text(Family family) {
        return text(family.name(), family.type(), family.help());
    }

    static byte[] openMetrics(Family family) {
        return openMetrics(family.name(), family.type(), family.unit(), family.help());
    }

    /** The head of a family that is not declared as a {@link Family}, in text format 0.0.4. */
    public static byte[] text(String name, MetricType type, String help) {
        return bytes(
                "# HELP " + name + " " + help.replace("\\", "\\\\").replace("\n", "\\n") + "\n",
                "# TYPE " + name + " " + type.text() + "\n");
    }

    /** As {@link #text(String, MetricType, String)}, in OpenMetrics 1.0.0. */
    public static byte[] openMetrics(String name, MetricType type, String unit, String help) {
        boolean isTotal = type == MetricType.COUNTER && name.endsWith(TOTAL);
        boolean isUnknown = type == MetricType.UNTYPED || (type == MetricType.COUNTER && !isTotal);
        var head = isTotal ? name.substring(0, name.length() - TOTAL.length()) : name;
        // Of what is unknown OpenMetrics knows no unit, where that is a counter under another name.
        boolean hasUnit = !unit.isEmpty() && head.endsWith("_" + unit);
        return bytes(
                "# HELP " + head + " " + escapedInOpenMetrics(help) + "\n",
                "# TYPE " + head + " " + (isUnknown ? "unknown" : type.text()) + "\n",
                hasUnit ? "# UNIT " + head + " " + unit + "\n" : "");
    }

    private static String escapedInOpenMetrics(String help) {
        return help.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    private static byte[] bytes(String... lines) {
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }
}
