package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<Supplier<Samples>> own = new CopyOnWriteArrayList<>();
    private final FamilyOrder order = new FamilyOrder();
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
        registry.register(new SnapshotCollector(snapshots));
        own.add(new MeterSamples(registry)::sample);
    }

    /** Adds samples to those of the process itself, asked for at each page. */
    public void addOwn(Supplier<Samples> samples) {
        registry.register(new SnapshotCollector(() -> List.of(samples.get())));
        own.add(samples);
    }

    /** What the process says of itself now: what was added, and what is in the registry. */
    public Samples own() {
        return Samples.joined(ownParts());
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
        render(wanted(snapshots, filter), new PageWriter(buffer, format, filter), pieces);
        if (isGzip) {
            pieces.writeTo(out, gzip);
        } else {
            buffer.writeTo(out);
        }
        // A full pool throws the buffer away.
        boolean _ = buffers.offer(buffer);
    }

    private static void render(List<Samples.OfFamily> parts, PageWriter writer, PagePieces pieces) {
        int at = 0;
        while (at < parts.size()) {
            int taken = pieces.take(parts, at);
            if (taken == 0) {
                var family = family(parts, at);
                pieces.begin(family);
                writer.write(family);
                taken = family.size();
            }
            at += taken;
        }
        pieces.beginEnd();
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

    private List<Samples.OfFamily> wanted(List<Samples> snapshots, PageFilter filter) {
        var parts = filter.wanted(snapshots);
        int sources = parts.size();
        if (filter.isOwnIncluded()) {
            parts.addAll(filter.wanted(ownParts()));
        }
        return order.sorted(parts, sources);
    }

    private List<Samples> ownParts() {
        var parts = new ArrayList<Samples>();
        own.forEach(samples -> parts.add(samples.get()));
        return parts;
    }
}
