package io.hypervigil.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Samples as text format 0.0.4, written plainly, for goldens and expectations. */
public final class Exposition {

    private Exposition() {}

    /** Families sorted by name, samples sorted within. */
    public static String text(List<Samples> snapshots) {
        var families = new TreeMap<String, List<Samples.OfFamily>>();
        for (Samples snapshot : snapshots) {
            for (Samples.OfFamily family : snapshot.families()) {
                families.computeIfAbsent(family.family().name(), _ -> new ArrayList<>())
                        .add(family);
            }
        }
        var out = new StringBuilder();
        families.values().forEach(parts -> write(parts, out));
        return out.toString();
    }

    private static void write(List<Samples.OfFamily> parts, StringBuilder out) {
        var family = parts.getFirst().family();
        out.append("# HELP ").append(family.name()).append(' ');
        out.append(family.help().replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        out.append("# TYPE ").append(family.name()).append(' ');
        out.append(family.type().text()).append('\n');
        var lines = new ArrayList<String>();
        for (Samples.OfFamily part : parts) {
            for (int i = 0; i < part.size(); i++) {
                lines.add(part.series(i) + " " + number(part.value(i)));
            }
        }
        // A histogram's buckets stay in their order.
        if (family.type() != MetricType.HISTOGRAM) {
            lines.sort(null);
        }
        lines.forEach(line -> out.append(line).append('\n'));
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
    }
}
