package io.hypervigil.nvml.gpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of what is asked and which families the answers are samples of. Where several rows could
 * give the same series, the first that answers does.
 *
 * <p>Thread: any; it holds no state.
 */
public final class Readings {

    /** A thousandth, for what the library counts in milliwatts and millijoules. */
    public static final double MILLI = 1e-3;

    public static final double NANO = 1e-9;
    public static final double MICRO = 1e-6;
    public static final double MEGA = 1e6;
    public static final double KIBI = 1024;
    public static final double PERCENT = 0.01;
    public static final double ONE = 1;

    private final List<Row> rows;

    /** What is asked. */
    private sealed interface Source {

        record Function(Getter getter) implements Source {}

        record OfField(Field field) implements Source {}
    }

    /**
     * Where a number goes.
     *
     * @param index of the number among those of the function
     * @param labels behind the GPU's
     * @param least the least number that is believed, as the library gives it
     * @param most the greatest
     */
    private record Target(
            int index,
            Family family,
            double scale,
            List<String> labels,
            double least,
            double most) {

        Target(int index, Family family, double scale, List<String> labels) {
            this(index, family, scale, labels, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }

        Target within(double from, double to) {
            return new Target(index, family, scale, labels, from, to);
        }

        String series() {
            if (labels.isEmpty()) {
                return family.name();
            }
            var names = family.labels();
            return IntStream.range(0, labels.size())
                    .mapToObj(i -> names.get(i + 1) + "=\"" + labels.get(i) + "\"")
                    .collect(Collectors.joining(",", family.name() + "{", "}"));
        }

        boolean takes(double value) {
            return least <= value && value <= most;
        }
    }

    /**
     * Where one of several numbers goes.
     *
     * @param family none where the number is of no interest
     * @param labels behind the GPU's
     */
    public record Place(Optional<Family> family, List<String> labels) {

        /** For a number that is not wanted. */
        public static final Place NOWHERE = new Place(Optional.empty(), List.of());

        public Place {
            labels = List.copyOf(labels);
        }

        public static Place of(Family family, String... labels) {
            return new Place(Optional.of(family), List.of(labels));
        }

        private Stream<Target> target(int index, double scale) {
            return family.stream().map(known -> new Target(index, known, scale, labels));
        }
    }

    /** A source, where its numbers go, and the sources that are asked where it has none. */
    public static final class Row {

        private final Source source;
        private final List<Target> targets;
        private final List<Row> otherwise;

        private Row(Source source, List<Target> targets, List<Row> otherwise) {
            this.source = source;
            this.targets = targets;
            this.otherwise = otherwise;
        }

        /** The same; where there is no answer, another row is asked. */
        public Row or(Row other) {
            return new Row(
                    source, targets, Stream.concat(otherwise.stream(), Stream.of(other)).toList());
        }

        /** The same; a number outside of these bounds is no answer. */
        public Row within(double least, double most) {
            var bound = targets.stream().map(target -> target.within(least, most)).toList();
            return new Row(source, bound, otherwise);
        }

        /** Whether it, or a row that is asked in its place, was answered. */
        private boolean sample(Gpu gpu, SampleSink sink) {
            if (sampleOwn(gpu, sink)) {
                return true;
            }
            for (Row row : otherwise) {
                if (row.sample(gpu, sink)) {
                    return true;
                }
            }
            return false;
        }

        private boolean sampleOwn(Gpu gpu, SampleSink sink) {
            return switch (source) {
                case Source.Function(var getter) -> function(getter, gpu, sink);
                case Source.OfField(var field) -> add(gpu, gpu.field(field), sink);
            };
        }

        private boolean function(Getter getter, Gpu gpu, SampleSink sink) {
            if (targets.size() == 1 && targets.getFirst().index == 0) {
                return add(gpu, gpu.number(getter), sink);
            }
            var numbers = gpu.numbers(getter);
            numbers.ifPresent(all -> addEach(gpu, getter, all, sink));
            return numbers.isPresent();
        }

        private void addEach(Gpu gpu, Getter getter, long[] all, SampleSink sink) {
            for (Target target : targets) {
                double number = (double) all[target.index];
                if (!getter.isNone(all[target.index]) && target.takes(number)) {
                    add(gpu, target, number, sink);
                }
            }
        }

        private boolean add(Gpu gpu, OptionalDouble number, SampleSink sink) {
            var target = targets.getFirst();
            if (number.isEmpty() || !target.takes(number.getAsDouble())) {
                return false;
            }
            add(gpu, target, number.getAsDouble(), sink);
            return true;
        }

        private static void add(Gpu gpu, Target target, double value, SampleSink sink) {
            var labels = new String[1 + target.labels.size()];
            labels[0] = gpu.uuid();
            for (int i = 1; i < labels.length; i++) {
                labels[i] = target.labels.get(i - 1);
            }
            sink.add(target.family, scaled(value, target.scale), labels);
        }

        /** A thousandth is no exact double, a thousand is: 625680 mW are 625.68 W. */
        static double scaled(double value, double scale) {
            return scale < 1 ? value / Math.rint(1 / scale) : value * scale;
        }

        /** The series that it would give, without the GPU. */
        Stream<String> series() {
            return Stream.concat(
                    targets.stream().map(Target::series), otherwise.stream().flatMap(Row::series));
        }

        /** What is asked for them, in turn. */
        Stream<String> questions() {
            var own =
                    switch (source) {
                        case Source.Function(var getter) -> getter.question();
                        case Source.OfField(var field) -> field.question();
                    };
            return Stream.concat(Stream.of(own), otherwise.stream().flatMap(Row::questions));
        }

        private Stream<Field> fields() {
            var own =
                    source instanceof Source.OfField(var field)
                            ? Stream.of(field)
                            : Stream.<Field>empty();
            return Stream.concat(own, otherwise.stream().flatMap(Row::fields));
        }
    }

    private Readings(List<Row> rows) {
        this.rows = rows;
    }

    public static Readings of(Row... rows) {
        return new Readings(List.of(rows));
    }

    public static Readings of(Stream<Row> rows) {
        return new Readings(rows.toList());
    }

    /** The only or first number of a function. */
    public static Row number(Getter getter, double scale, Family family, String... labels) {
        return new Row(
                new Source.Function(getter),
                List.of(new Target(0, family, scale, List.of(labels))),
                List.of());
    }

    /** All numbers of a function, each of a family of its own. */
    public static Row numbers(Getter getter, double scale, Family... families) {
        var targets =
                IntStream.range(0, families.length)
                        .mapToObj(i -> new Target(i, families[i], scale, List.of()))
                        .toList();
        return new Row(new Source.Function(getter), targets, List.of());
    }

    /** All numbers of a function, each a series of one family. */
    public static Row labelled(Getter getter, double scale, Family family, String... labels) {
        var targets =
                IntStream.range(0, labels.length)
                        .mapToObj(i -> new Target(i, family, scale, List.of(labels[i])))
                        .toList();
        return new Row(new Source.Function(getter), targets, List.of());
    }

    /** The numbers of a function, each with a family and labels of its own. */
    public static Row placed(Getter getter, double scale, Place... places) {
        var targets =
                IntStream.range(0, places.length)
                        .boxed()
                        .flatMap(i -> places[i].target(i, scale))
                        .toList();
        return new Row(new Source.Function(getter), targets, List.of());
    }

    /** A field value. */
    public static Row field(int id, double scale, Family family, String... labels) {
        return field(Field.of(id), scale, family, labels);
    }

    public static Row field(Field field, double scale, Family family, String... labels) {
        return new Row(
                new Source.OfField(field),
                List.of(new Target(0, family, scale, List.of(labels))),
                List.of());
    }

    /** The fields that the table needs. */
    List<Field> fields() {
        return List.copyOf(new LinkedHashSet<>(rows.stream().flatMap(Row::fields).toList()));
    }

    void sample(Gpu gpu, SampleSink sink) {
        for (Row row : rows) {
            gpu.keep(row, row.sample(gpu, sink));
        }
    }

    /** A part that is a table and nothing else. */
    public GpuPart part() {
        return part(_ -> this);
    }

    /** A part whose table depends on the GPU and its driver. */
    public static GpuPart part(Function<Gpu, Readings> table) {
        return new GpuPart() {

            private @Nullable Readings chosen;

            @Override
            public void sample(Gpu gpu, SampleSink sink) {
                chosen(gpu).sample(gpu, sink);
            }

            @Override
            public List<Field> fields(Gpu gpu) {
                return chosen(gpu).fields();
            }

            private Readings chosen(Gpu gpu) {
                if (chosen == null) {
                    chosen = table.apply(gpu);
                }
                return chosen;
            }
        };
    }
}
