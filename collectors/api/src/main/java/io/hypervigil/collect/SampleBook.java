package io.hypervigil.collect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The sink of one probe, kept from round to round: it validates a series once, when it first
 * appears, and afterwards recognises it by its place in the order of writing. A steady round
 * allocates at most one array of values a family and nothing a sample.
 *
 * <p>Thread: the probe's; {@link #dropped} from any.
 */
public final class SampleBook implements SampleSink, AutoCloseable {

    /** Why a sample was not taken. */
    public enum Drop {
        INVALID,
        DUPLICATE,
        LIMIT
    }

    /** What this collector knows of and cannot give, and why. */
    public record Missing(String what, String why) {}

    /** A group that could not be read this round. */
    public record Problem(Group group, Throwable cause) {}

    private final SeriesTable table;
    private final int maxSeries;
    private final Map<Family, Page> pages = new HashMap<>();
    private List<Page> sorted = List.of();
    private final Map<Drop, LongAdder> dropped = new EnumMap<>(Drop.class);
    private final List<Missing> missing = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private volatile String lastDropped = "";
    private @Nullable Page last;
    private int round;
    private int seriesKept;

    /**
     * @param maxSeries beyond it, new series are dropped
     */
    public SampleBook(SeriesTable table, int maxSeries) {
        this.table = table;
        this.maxSeries = maxSeries;
        for (Drop reason : Drop.values()) {
            dropped.put(reason, new LongAdder());
        }
    }

    /** Begins a round. */
    public void begin() {
        round++;
        last = null;
        missing.clear();
        problems.clear();
        pages.values().forEach(Page::begin);
    }

    @Override
    public void add(Family family, double value, String... labelValues) {
        addPart(family, "", value, labelValues);
    }

    @Override
    public void addPart(Family family, String suffix, double value, String... labelValues) {
        var page = pageOf(family);
        if (page.flaw != null) {
            drop(Drop.INVALID, family.name() + ": " + page.flaw);
            return;
        }
        var series = page.series(suffix, labelValues);
        if (series == null) {
            return;
        }
        if (series.round == round) {
            drop(Drop.DUPLICATE, series + ": written twice in one round");
            return;
        }
        series.round = round;
        page.put(series, value);
    }

    @Override
    public void missing(String what, String why) {
        missing.add(new Missing(what, why));
    }

    @Override
    public void problem(Group group, Throwable cause) {
        problems.add(new Problem(group, cause));
    }

    /** Ends a round: its samples. Series and families not written in it are forgotten. */
    public Samples finish() {
        boolean isAnyGone = pages.values().removeIf(Page::isGone);
        if (isAnyGone || sorted.size() != pages.size()) {
            sorted = new ArrayList<>(pages.values());
            sorted.sort(Comparator.comparing(page -> page.family.name()));
        }
        var families = new ArrayList<Samples.OfFamily>(sorted.size());
        for (Page page : sorted) {
            families.add(page.samples());
        }
        return new Samples(families);
    }

    /** What was said to be missing in the round. */
    public List<Missing> missing() {
        return List.copyOf(missing);
    }

    /** What went wrong in the round. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Samples dropped since the start, for one reason. */
    public long dropped(Drop reason) {
        return counter(reason).sum();
    }

    /** The last sample dropped and why, or "" where none was. */
    public String lastDropped() {
        return lastDropped;
    }

    /** Gives all series back, so that another probe may write them. */
    @Override
    public void close() {
        pages.values().forEach(Page::close);
        pages.clear();
        sorted = List.of();
        last = null;
    }

    // Identity first: a probe writes the samples of one constant in a row.
    @SuppressWarnings("ReferenceEquality")
    private Page pageOf(Family family) {
        if (last != null && last.family == family) {
            return last;
        }
        var page = pages.get(family);
        if (page == null) {
            page = new Page(family);
            pages.put(family, page);
        }
        last = page;
        return page;
    }

    private LongAdder counter(Drop reason) {
        return Objects.requireNonNull(dropped.get(reason));
    }

    private void drop(Drop reason, String what) {
        counter(reason).increment();
        lastDropped = what;
    }

    /** The series of one family, and the samples of this round. */
    private final class Page {

        private final Family family;
        private final @Nullable String flaw;
        private final boolean claimed;
        private final Map<List<String>, Series> known = new HashMap<>();
        private Series[] previous = {};
        private Series[] series = new Series[4];
        private double[] values = new double[4];
        private int size;
        private Samples.OfFamily given;

        Page(Family family) {
            this.family = family;
            this.given = new Samples.OfFamily(family, previous, new double[0]);
            var ownFlaw = family.isPattern() ? "a pattern, not a family" : family.flaw();
            this.claimed = ownFlaw == null && table.claim(family);
            this.flaw =
                    ownFlaw == null && !claimed ? "in use with another type elsewhere" : ownFlaw;
        }

        void begin() {
            size = 0;
        }

        /** The known series of these labels, or a new one; null where it is dropped. */
        @Nullable Series series(String suffix, String[] labelValues) {
            if (size < previous.length && previous[size].isCalled(suffix, labelValues)) {
                return previous[size];
            }
            var key = key(suffix, labelValues);
            var found = known.get(key);
            return found != null ? found : create(key, suffix, labelValues);
        }

        // The table gives back the one object that stands for the series.
        @SuppressWarnings("ReferenceEquality")
        private @Nullable Series create(List<String> key, String suffix, String[] labelValues) {
            int expected =
                    family.labels().size()
                            + (Series.partLabel(family.type(), suffix) == null ? 0 : 1);
            if (labelValues.length != expected) {
                drop(
                        Drop.INVALID,
                        family.name()
                                + suffix
                                + ": "
                                + labelValues.length
                                + " label values, "
                                + expected
                                + " expected");
                return null;
            }
            if (seriesKept >= maxSeries) {
                drop(Drop.LIMIT, family.name() + ": more than " + maxSeries + " series");
                return null;
            }
            var created = Series.of(family, suffix, List.of(labelValues));
            var owned = table.claim(created, SampleBook.this);
            if (owned == null) {
                drop(Drop.DUPLICATE, created + ": another probe gives it");
                return null;
            }
            // Two raw values may become one text, cut or cleaned: then both lead to one series.
            known.put(key, owned);
            if (owned == created) {
                seriesKept++;
            }
            return owned;
        }

        void put(Series written, double value) {
            if (size == series.length) {
                series = Arrays.copyOf(series, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            series[size] = written;
            values[size] = value;
            size++;
        }

        void forgetUnwritten() {
            if (size == known.size()) {
                return;
            }
            known.values()
                    .removeIf(
                            old -> {
                                if (old.round == round) {
                                    return false;
                                }
                                giveBack(old);
                                return true;
                            });
        }

        private void giveBack(Series old) {
            if (table.release(old, SampleBook.this)) {
                seriesKept--;
            }
        }

        /** Gives back what was not written in this round; whether that was all. */
        boolean isGone() {
            forgetUnwritten();
            if (size == 0) {
                close();
            }
            return size == 0;
        }

        /** The same object as in the round before where all is as it was. */
        Samples.OfFamily samples() {
            boolean isAsBefore = isAsBefore();
            if (!isAsBefore) {
                previous = Arrays.copyOf(series, size);
            }
            if (!isAsBefore || !given.hasValues(values)) {
                given = new Samples.OfFamily(family, previous, Arrays.copyOf(values, size));
            }
            return given;
        }

        private boolean isAsBefore() {
            return previous.length == size
                    && Arrays.equals(previous, 0, size, series, 0, size, (a, b) -> a == b ? 0 : 1);
        }

        void close() {
            known.values().forEach(this::giveBack);
            known.clear();
            if (claimed) {
                table.release(family);
            }
        }

        private static List<String> key(String suffix, String[] labelValues) {
            var key = new String[labelValues.length + 1];
            System.arraycopy(labelValues, 0, key, 0, labelValues.length);
            key[labelValues.length] = suffix;
            return List.of(key);
        }
    }
}
