package io.hypervigil.libvirt.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.SampleBook.Drop;
import io.hypervigil.collect.Samples;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a record holds, what is written of it is valid. */
final class AnyRecordTest {

    private static final Path EVERY_KEY = Path.of("src/test/fixtures/domstats/kvm-12.3.txt");

    @Property(tries = 200)
    void any_record_gives_valid_samples_only(@ForAll("records") StatsRecord record) {
        var page = Page.of(List.of(record));

        assertThat(page.book().dropped(Drop.INVALID)).isZero();
        for (Samples.OfFamily family : page.samples().families()) {
            for (int i = 0; i < family.size(); i++) {
                assertThat(family.value(i))
                        .as(family.series(i)::toString)
                        .isNotNegative()
                        .isFinite();
            }
        }
    }

    @Provide
    Arbitrary<StatsRecord> records() throws IOException {
        var known = new TreeSet<String>();
        Recording.read(EVERY_KEY).forEach(record -> known.addAll(record.values().names()));
        var number = Arbitraries.of("0", "1", "7", "4095", "2147483648", "-1", "x", "");
        var keys =
                Arbitraries.oneOf(
                        Arbitraries.of(known),
                        Arbitraries.of(known)
                                .flatMap(key -> number.map(n -> key.replaceFirst("[0-9]+", n))),
                        Arbitraries.of("block.", "vcpu.0.", "vm.", "net.", "iothread.")
                                .flatMap(
                                        prefix ->
                                                Arbitraries.strings()
                                                        .ofMaxLength(20)
                                                        .map(prefix::concat)));
        var values = Arbitraries.maps(keys, values()).ofMaxSize(120);
        return values.map(AnyRecordTest::record);
    }

    private static Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                Arbitraries.longs().asGeneric(),
                Arbitraries.integers().between(0, 8).map(Integer::longValue).asGeneric(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.5, 0x1p64).asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.strings().ofMaxLength(8).asGeneric());
    }

    private static StatsRecord record(Map<String, Object> values) {
        return new StatsRecord(
                "any", "00000000-0000-0000-0000-000000000000", 1, TypedParameters.of(values));
    }
}
