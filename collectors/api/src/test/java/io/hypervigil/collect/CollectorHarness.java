package io.hypervigil.collect;

import io.hypervigil.collect.settings.SettingsBinder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Opens a collector over a fixture and samples its probes on the caller's thread.
 *
 * <p>A fixture is a folder with {@code proc}, {@code sys}, {@code root} and {@code udev} below it;
 * what is not there is an empty tree.
 *
 * <p>Thread: one.
 */
public final class CollectorHarness implements AutoCloseable {

    /** A fixed moment, so that goldens stand still. */
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Collector collector;
    private final SeriesTable table = new SeriesTable();
    private final Context context;
    private final Map<Probe, SampleBook> probes = new LinkedHashMap<>();

    private CollectorHarness(
            Collector collector, Path fixture, Record settings, Predicate<Group> isOn)
            throws Exception {
        this.collector = collector;
        this.context = new Context(fixture, settings, isOn);
        collector.open(context);
    }

    /** Opens a collector over a fixture with its default settings and default groups. */
    public static CollectorHarness open(Collector collector, Path fixture) throws Exception {
        return open(
                collector,
                fixture,
                SettingsBinder.defaults(collector.settings()),
                Group::byDefault);
    }

    /** Opens a collector over a fixture. */
    public static CollectorHarness open(
            Collector collector, Path fixture, Record settings, Predicate<Group> isOn)
            throws Exception {
        return new CollectorHarness(collector, fixture, settings, isOn);
    }

    /**
     * One round of every probe, in the order in which they were started: those that came with it
     * too.
     */
    public List<Round> sample() {
        var rounds = new LinkedHashMap<Probe, Round>();
        while (!rounds.keySet().containsAll(probes.keySet())) {
            for (var entry : List.copyOf(probes.entrySet())) {
                if (!rounds.containsKey(entry.getKey())) {
                    rounds.put(entry.getKey(), sample(entry.getKey(), entry.getValue()));
                }
            }
        }
        return List.copyOf(rounds.values());
    }

    /** One round of every probe as text format 0.0.4, families sorted by name. */
    public String exposition() {
        return Exposition.text(sample().stream().map(Round::samples).toList());
    }

    /** What the collector published and can read. */
    public FactBoard facts() {
        return context.facts();
    }

    /** The probes running now. */
    public List<Probe> probes() {
        return List.copyOf(probes.keySet());
    }

    @Override
    public void close() {
        collector.close();
    }

    private static Round sample(Probe probe, SampleBook book) {
        book.begin();
        Outcome outcome;
        try {
            outcome = probe.sample(book);
        } catch (Exception e) {
            outcome = new Outcome.Failed(e);
        }
        var samples = book.finish();
        return new Round(
                probe,
                outcome,
                outcome instanceof Outcome.Sampled ? samples : Samples.NONE,
                book.missing(),
                book.problems(),
                book.lastDropped());
    }

    /** How a round of a probe went. */
    public record Round(
            Probe probe,
            Outcome outcome,
            Samples samples,
            List<SampleBook.Missing> missing,
            List<SampleBook.Problem> problems,
            String lastDropped) {}

    private final class Context extends FixtureContext {

        private final Predicate<Group> isOn;

        Context(Path fixture, Record settings, Predicate<Group> isOn) {
            super(fixture, settings, InstantSource.fixed(NOW));
            this.isOn = isOn;
        }

        @Override
        public boolean isOn(Group group) {
            return isOn.test(group);
        }

        @Override
        public Running start(Probe probe) {
            if (probes.keySet().stream().anyMatch(other -> other.name().equals(probe.name()))) {
                throw new IllegalArgumentException("a probe " + probe.name() + " runs already");
            }
            probes.put(probe, new SampleBook(table, 100_000));
            return new Running() {
                @Override
                public void sampleSoon() {
                    // The test says when to sample.
                }

                @Override
                public void close() {
                    var book = probes.remove(probe);
                    if (book != null) {
                        book.close();
                    }
                }
            };
        }
    }
}
