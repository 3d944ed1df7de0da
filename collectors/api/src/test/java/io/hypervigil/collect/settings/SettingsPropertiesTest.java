package io.hypervigil.collect.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

final class SettingsPropertiesTest {

    private static final List<String> KEYS = List.copyOf(SettingsShape.of(Everything.class).keys());

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatever_is_given_is_bound_or_refused_with_a_reason(@ForAll("givens") Given given) {
        var binder = new SettingsBinder(_ -> null, Path.of("/nowhere"));
        try {
            assertThat(binder.bind(Everything.class, given)).isNotNull();
        } catch (SettingsException e) {
            assertThat(e.problems()).isNotEmpty().allMatch(line -> line.contains(": "));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_printed_record_is_bound_to_the_same_record(@ForAll("records") Everything settings)
            throws SettingsException {
        var printed = SettingsPrinter.print(SettingsShape.of(Everything.class), settings);

        var bound = new SettingsBinder(_ -> null, Path.of("")).bind(Everything.class, printed);

        assertThat(bound).isEqualTo(settings);
    }

    @Property
    void a_formatted_duration_is_parsed_to_the_same(
            @ForAll @LongRange(min = 0, max = 1L << 50) long millis) {
        var duration = Duration.ofMillis(millis);

        assertThat(Durations.parse(Durations.format(duration))).contains(duration);
    }

    @Property
    void any_text_is_a_duration_or_none(@ForAll String text) {
        assertThat(Durations.parse(text))
                .satisfiesAnyOf(
                        parsed -> assertThat(parsed).isEmpty(),
                        parsed -> assertThat(parsed.orElseThrow().isNegative()).isFalse());
    }

    @Property
    void the_nearest_name_is_a_known_one(@ForAll String name) {
        assertThat(NearestName.of(name, KEYS))
                .satisfiesAnyOf(
                        near -> assertThat(near).isEmpty(),
                        near -> assertThat(KEYS).contains(near.orElseThrow()));
    }

    @Provide
    Arbitrary<Given> givens() {
        return Arbitraries.recursive(this::scalars, this::nested, 0, 3);
    }

    private Arbitrary<Given> nested(Arbitrary<Given> inner) {
        return Arbitraries.oneOf(
                inner,
                inner.list().ofMaxSize(3).map(items -> new Given.Items(items, "there")),
                Arbitraries.maps(keys(), inner)
                        .ofMaxSize(4)
                        .map(fields -> new Given.Fields(fields, Map.of(), "there")));
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.oneOf(
                Arbitraries.of(KEYS),
                Arbitraries.of("width", "token"),
                Arbitraries.strings().ofMaxLength(12));
    }

    private Arbitrary<Given> scalars() {
        return Arbitraries.oneOf(Arbitraries.just(new Given.Nothing("there")), writtenScalars());
    }

    private static Arbitrary<Given> writtenScalars() {
        return Arbitraries.oneOf(
                        Arbitraries.of("true", "1", "0.5", "1h", "/tmp", "red", "${X}", "", "-3"),
                        Arbitraries.strings().ofMaxLength(12))
                .map(text -> new Given.Scalar(text, "there"));
    }

    @Provide
    Arbitrary<Everything> records() {
        var doors =
                Arbitraries.integers()
                        .between(14, 99)
                        .map(width -> new Everything.Door(width, Optional.empty()));
        var texts = Arbitraries.strings().ofMaxLength(20);
        return Combinators.combine(
                        texts,
                        Arbitraries.integers().between(82, 65535),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        texts.list().ofMaxSize(3),
                        Arbitraries.maps(texts, Arbitraries.integers()).ofMaxSize(3),
                        doors.list().ofMaxSize(2),
                        doors)
                .as(
                        (text, port, ratio, size, names, weights, others, front) ->
                                new Everything(
                                        text,
                                        true,
                                        port,
                                        size,
                                        ratio,
                                        Duration.ofMillis(port),
                                        Path.of("/srv", "x"),
                                        Optional.empty(),
                                        Everything.Colour.RED,
                                        names,
                                        new LinkedHashMap<>(weights),
                                        others,
                                        front,
                                        Optional.of(port)));
    }
}
