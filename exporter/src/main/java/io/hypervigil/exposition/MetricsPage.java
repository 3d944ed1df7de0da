package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The registry of everything this process exposes, and the writer of its pages.
 *
 * <p>Thread: any.
 */
public final class MetricsPage {

    /** Pages are written one after the other mostly; two buffers are kept for when they are not. */
    private static final int KEPT_BUFFERS = 2;

    /** As many as virtual threads run at once (deploy/jvm.options). */
    private static final int MOST_GZIP_THREADS = 4;

    private final CollectorRegistry registry = new CollectorRegistry();
    private final KeptPieces kept = new KeptPieces();
    private final BlockingQueue<PageBuffer> buffers = new ArrayBlockingQueue<>(KEPT_BUFFERS);
    private final PageGzip gzip =
            new PageGzip(
                    Executors.newVirtualThreadPerTaskExecutor(),
                    Math.min(Runtime.getRuntime().availableProcessors(), MOST_GZIP_THREADS));

    /**
     * @param snapshots the latest samples of all probes, for those who ask the registry itself
     */
    public MetricsPage(Supplier<List<Samples>> snapshots) {
        registry.register(new SnapshotCollector(snapshots, false));
    }

    /** Adds samples to those of the process itself, asked for at each page. */
    public void addOwn(Supplier<Samples> samples) {
        registry.register(new SnapshotCollector(() -> List.of(samples.get()), true));
    }

    /** simpleclient's registry: the snapshots, and whatever else is registered there. */
    public CollectorRegistry registry() {
        return registry;
    }

    /**
     * Writes a page.
     *
     * @param snapshots the samples of all wanted probes
     * @param isGzip whether to compress it; level 1, since more costs more than the page itself
     */
    public void write(
            List<Samples> snapshots,
            PageFilter filter,
            PageFormat format,
            boolean isGzip,
            OutputStream out)
            throws IOException {
        var pooled = buffers.poll();
        var buffer = pooled == null ? new PageBuffer() : pooled;
        buffer.clear();
        // What is picked from a family is not what the next page has of it.
        boolean isKept = isGzip && filter.isEverySampleWanted();
        var pieces = new PagePieces(buffer, format, isKept ? Optional.of(kept) : Optional.empty());
        render(snapshots, filter, new PageWriter(buffer, format), pieces);
        if (isGzip) {
            pieces.writeTo(out, gzip);
        } else {
            buffer.writeTo(out);
        }
        // A full pool throws the buffer away.
        boolean _ = buffers.offer(buffer);
    }

    private void render(
            List<Samples> snapshots, PageFilter filter, PageWriter writer, PagePieces pieces) {
        var own = own(filter);
        var parts = wanted(snapshots, filter);
        // A name that a source gives is that source's.
        parts.forEach(part -> own.remove(part.family().name()));
        int at = 0;
        while (at < parts.size()) {
            var name = parts.get(at).family().name();
            while (!own.isEmpty() && own.firstKey().compareTo(name) < 0) {
                pieces.other();
                writer.write(own.pollFirstEntry().getValue(), filter);
            }
            int taken = pieces.take(parts, at, own.isEmpty() ? null : own.firstKey());
            if (taken == 0) {
                var family = family(parts, at);
                writer.write(family, filter);
                pieces.wrote(family);
                taken = family.size();
            }
            at += taken;
        }
        pieces.other();
        own.values().forEach(family -> writer.write(family, filter));
        writer.end();
    }

    /** Those of one family, which several probes may give. */
    private static List<Samples.OfFamily> family(List<Samples.OfFamily> parts, int from) {
        var name = parts.get(from).family().name();
        int to = from + 1;
        while (to < parts.size() && parts.get(to).family().name().equals(name)) {
            to++;
        }
        return parts.subList(from, to);
    }

    /** Each snapshot is sorted already, which the sort makes use of. */
    static List<Samples.OfFamily> wanted(List<Samples> snapshots, PageFilter filter) {
        var parts = new ArrayList<Samples.OfFamily>();
        for (Samples snapshot : snapshots) {
            for (Samples.OfFamily part : snapshot.families()) {
                var family = part.family();
                if (filter.groups().test(family.group()) && filter.isFamilyWanted(family.name())) {
                    parts.add(part);
                }
            }
        }
        parts.sort(Comparator.comparing(part -> part.family().name()));
        return parts;
    }

    private NavigableMap<String, MetricFamilySamples> own(PageFilter filter) {
        var own = new TreeMap<String, MetricFamilySamples>();
        if (filter.isOwnIncluded()) {
            for (MetricFamilySamples family : Collections.list(ownFamilies())) {
                var name = PageWriter.exposedName(family);
                if (filter.isFamilyWanted(name)) {
                    own.put(name, family);
                }
            }
        }
        return own;
    }

    Enumeration<MetricFamilySamples> ownFamilies() {
        return registry.filteredMetricFamilySamples(SnapshotCollector.ALL_BUT_SNAPSHOTS);
    }
}
