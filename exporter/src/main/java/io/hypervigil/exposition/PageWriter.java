package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import java.util.List;

/**
 * Writes families in one of the two text formats.
 *
 * <p>Thread: one.
 */
final class PageWriter {

    private final PageBuffer out;
    private final PageFormat format;
    private final PageFilter filter;

    PageWriter(PageBuffer out, PageFormat format, PageFilter filter) {
        this.out = out;
        this.format = format;
        this.filter = filter;
    }

    /** One family, as several probes gave it. */
    void write(List<Samples.OfFamily> parts) {
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

    void end() {
        if (format == PageFormat.OPEN_METRICS) {
            out.append("# EOF\n");
        }
    }
}
