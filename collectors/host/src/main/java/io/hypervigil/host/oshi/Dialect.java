package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.Schema;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes OSHI's samples as the families that the kernel's parts declare, so that one name has one
 * group, one help and one set of labels whoever read it. A label that OSHI cannot fill is empty.
 *
 * <p>Thread: any.
 */
public final class Dialect {

    private final Schema declared;
    private final Map<Family, Spoken> spoken = new ConcurrentHashMap<>();

    /**
     * @param declared what the kernel's parts declare
     */
    public Dialect(Schema declared) {
        this.declared = declared;
    }

    /**
     * A family as it is written.
     *
     * @param places for each of its labels, the place among OSHI's, -1 where OSHI has none
     */
    private record Spoken(Family family, List<Integer> places) {

        private Spoken {
            places = List.copyOf(places);
        }

        private static Spoken of(Family family, Family own) {
            return new Spoken(family, family.labels().stream().map(own.labels()::indexOf).toList());
        }

        String[] values(String[] oshiValues) {
            return places.stream()
                    .map(place -> place < 0 ? "" : oshiValues[place])
                    .toArray(String[]::new);
        }
    }

    /** The group of that name as it is declared, or the given one where it is not. */
    public Group group(Group own) {
        return declared.groups().stream()
                .filter(group -> group.name().equals(own.name()))
                .findFirst()
                .orElse(own);
    }

    /** Those families that nobody declared yet. */
    public List<Family> undeclared(List<Family> own) {
        return own.stream()
                .map(family -> speak(family).family())
                .filter(family -> declared.declaring(family).isEmpty())
                .toList();
    }

    /** A part of OSHI's whose samples come as the declared families. */
    public HostPart translated(HostPart part) {
        return new HostPart() {

            @Override
            public void sample(SampleSink sink) throws IOException {
                try {
                    part.sample(new Translator(sink));
                } catch (LinkageError e) {
                    throw new IOException("OSHI cannot be used here: " + e, e);
                }
            }

            @Override
            public void close() {
                part.close();
            }
        };
    }

    private Spoken speak(Family own) {
        return spoken.computeIfAbsent(own, this::find);
    }

    private Spoken find(Family own) {
        return declared.families().stream()
                .filter(family -> family.name().equals(own.name()))
                .findFirst()
                .map(family -> Spoken.of(filled(family, own), own))
                .orElseGet(() -> Spoken.of(regrouped(own), own));
    }

    /** Where the declaration leaves the labels open, they are those that OSHI has. */
    private static Family filled(Family family, Family own) {
        if (!family.isPattern()) {
            return family;
        }
        var open = new ArrayList<>(own.labels());
        open.removeAll(family.labels());
        return family.withLabels(open);
    }

    private Family regrouped(Family own) {
        return Family.of(group(own.group()), own.type(), own.name(), own.help(), own.labels());
    }

    private final class Translator implements SampleSink {

        private final SampleSink sink;

        private Translator(SampleSink sink) {
            this.sink = sink;
        }

        @Override
        public void add(Family family, double value, String... labelValues) {
            var known = speak(family);
            sink.add(known.family, value, known.values(labelValues));
        }

        @Override
        public void addPart(Family family, String suffix, double value, String... labelValues) {
            var known = speak(family);
            sink.addPart(known.family, suffix, value, known.values(labelValues));
        }

        @Override
        public void missing(String what, String why) {
            sink.missing(what, why);
        }

        @Override
        public void problem(Group group, Throwable cause) {
            sink.problem(Dialect.this.group(group), cause);
        }
    }
}
