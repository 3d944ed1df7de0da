package io.hypervigil.exposition;

import io.hypervigil.collect.FamilyHead;
import io.hypervigil.collect.Samples;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;

/**
 * Writes families in one of the two text formats.
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

    /** One family, as several probes gave it. */
    void write(List<Samples.OfFamily> parts, PageFilter filter) {
        var family = parts.getFirst().family();
        out.append(
                switch (format) {
                    case PROMETHEUS -> family.textHead();
                    case OPEN_METRICS -> family.openMetricsHead();
                });
        for (Samples.OfFamily part : parts) {
            for (int i = 0; i < part.size(); i++) {
                var series = part.series(i);
                if (filter.isEverySampleWanted()
                        || filter.isSampleWanted(family.name(), series.sampleName())) {
                    out.append(series.text()).append(part.value(i)).append('\n');
                }
            }
        }
    }

    /** A family of the process's own. */
    void write(MetricFamilySamples family, PageFilter filter) {
        var type = SnapshotCollector.typeOf(family);
        var name = exposedName(family);
        out.append(
                switch (format) {
                    case PROMETHEUS -> FamilyHead.text(name, type, family.help);
                    case OPEN_METRICS -> FamilyHead.openMetrics(name, type, "", family.help);
                });
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
