package io.hypervigil.exposition;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.MetricType;
import io.hypervigil.collect.Samples;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;

/**
 * Writes families, sorted by name, in one of the two text formats.
 *
 * <p>In OpenMetrics a counter without {@code _total} is not allowed: it is written as of unknown
 * type, under its own name, so that dashboards of the exporter it was kept from go on working.
 *
 * <p>Thread: one.
 */
final class PageWriter {

    private final PageBuffer out;
    private final PageFormat format;

    PageWriter(PageBuffer out, PageFormat format) {
        this.out = out;
        this.format = format;
    }

    void write(List<Samples.OfFamily> parts, PageFilter filter) {
        var family = parts.getFirst().family();
        head(family.name(), family.type(), unitOf(family), family.help());
        for (Samples.OfFamily part : parts) {
            for (int i = 0; i < part.size(); i++) {
                var series = part.series(i);
                if (filter.isSampleWanted(family.name(), series.sampleName())) {
                    out.append(series.text()).append(part.value(i)).append('\n');
                }
            }
        }
    }

    void write(MetricFamilySamples family, PageFilter filter) {
        var type = SnapshotCollector.typeOf(family);
        var name = exposedName(family);
        head(name, type, "", family.help);
        for (MetricFamilySamples.Sample sample : family.samples) {
            // simpleclient's own creation times are of no use to a scrape in either format.
            if (!sample.name.endsWith("_created") && filter.isSampleWanted(name, sample.name)) {
                sample(sample);
            }
        }
    }

    void end() {
        if (format == PageFormat.OPEN_METRICS) {
            out.append("# EOF\n");
        }
    }

    /** The name in text format 0.0.4: simpleclient keeps counters without {@code _total}. */
    static String exposedName(MetricFamilySamples family) {
        return switch (family.type) {
            case COUNTER -> family.name + "_total";
            case INFO -> family.name + "_info";
            case GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, STATE_SET, SUMMARY, UNKNOWN -> family.name;
        };
    }

    private void head(String name, MetricType type, String unit, String help) {
        var headName = name;
        var typeText = type.text();
        if (format == PageFormat.OPEN_METRICS) {
            boolean isTotal = name.endsWith("_total");
            if (type == MetricType.COUNTER && isTotal) {
                headName = name.substring(0, name.length() - "_total".length());
            } else if (type == MetricType.COUNTER || type == MetricType.UNTYPED) {
                typeText = "unknown";
            }
        }
        out.append("# HELP ").append(headName).append(' ').append(escapedHelp(help)).append('\n');
        out.append("# TYPE ").append(headName).append(' ').append(typeText).append('\n');
        if (format == PageFormat.OPEN_METRICS && !unit.isEmpty()) {
            out.append("# UNIT ").append(headName).append(' ').append(unit).append('\n');
        }
    }

    private static String unitOf(Family family) {
        // "foo_bytes" has a unit; of a counter without _total OpenMetrics knows no unit at all.
        return family.type() == MetricType.COUNTER && !family.name().endsWith("_total")
                ? ""
                : family.unit();
    }

    private String escapedHelp(String help) {
        if (help.indexOf('\\') < 0 && help.indexOf('\n') < 0 && help.indexOf('"') < 0) {
            return help;
        }
        var escaped = help.replace("\\", "\\\\").replace("\n", "\\n");
        return format == PageFormat.OPEN_METRICS ? escaped.replace("\"", "\\\"") : escaped;
    }

    private void sample(MetricFamilySamples.Sample sample) {
        out.append(sample.name);
        for (int i = 0; i < sample.labelNames.size(); i++) {
            out.append(i == 0 ? '{' : ',').append(sample.labelNames.get(i)).append("=\"");
            out.append(escapedValue(sample.labelValues.get(i))).append('"');
        }
        if (!sample.labelNames.isEmpty()) {
            out.append('}');
        }
        out.append(' ').append(sample.value).append('\n');
    }

    private static String escapedValue(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
