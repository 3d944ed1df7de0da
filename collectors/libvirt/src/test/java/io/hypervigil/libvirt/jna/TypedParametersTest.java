package io.hypervigil.libvirt.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TypedParametersTest {

    private static final int INT = 1;
    private static final int UINT = 2;
    private static final int LLONG = 3;
    private static final int ULLONG = 4;
    private static final int DOUBLE = 5;
    private static final int BOOLEAN = 6;

    private static final Duration BAR = Duration.ofMillis(10);
    private static final int RECORDS = 1_000;

    /** What one domain with two vCPUs and two disks tells. */
    private static final List<String> FULL_RECORD = fullRecord();

    @Test
    void whole_numbers_keep_their_sign_and_their_size() {
        var values =
                new NativeRecord(4)
                        .with("int", INT, 0xFFFF_FFFFL)
                        .with("uint", UINT, 0xFFFF_FFFFL)
                        .with("llong", LLONG, Long.MIN_VALUE)
                        .with("ullong", ULLONG, Long.MAX_VALUE)
                        .read();

        assertThat(values.whole("int")).isEqualTo(OptionalLong.of(-1));
        assertThat(values.whole("uint")).isEqualTo(OptionalLong.of(4_294_967_295L));
        assertThat(values.whole("llong")).isEqualTo(OptionalLong.of(Long.MIN_VALUE));
        assertThat(values.whole("ullong")).isEqualTo(OptionalLong.of(Long.MAX_VALUE));
        assertThat(values.number("int")).isEqualTo(OptionalDouble.of(-1));
    }

    @Test
    void beyond_two_to_the_63rd_an_unsigned_number_is_the_nearest_double() {
        var values =
                new NativeRecord(2)
                        .with("first", ULLONG, Long.MIN_VALUE)
                        .with("last", ULLONG, -1)
                        .read();

        assertThat(values.number("first")).isEqualTo(OptionalDouble.of(0x1p63));
        assertThat(values.number("last")).isEqualTo(OptionalDouble.of(0x1p64));
        assertThat(values.whole("last")).isEmpty();
    }

    @Test
    void other_values_are_what_they_are_and_nothing_else() {
        var values =
                new NativeRecord(4)
                        .with("depth", DOUBLE, Double.doubleToRawLongBits(1.25))
                        .with("halted", BOOLEAN, 1)
                        .with("blocked", BOOLEAN, 0)
                        .withText("block.0.path", "/var/lib/ünï")
                        .read();

        assertThat(values.number("depth")).isEqualTo(OptionalDouble.of(1.25));
        assertThat(values.flag("halted")).contains(true);
        assertThat(values.flag("blocked")).contains(false);
        assertThat(values.text("block.0.path")).contains("/var/lib/ünï");
        assertThat(values.whole("depth")).isEmpty();
        assertThat(values.number("halted")).isEmpty();
        assertThat(values.number("block.0.path")).isEmpty();
        assertThat(values.flag("depth")).isEmpty();
        assertThat(values.text("halted")).isEmpty();
    }

    @Test
    void a_type_that_is_not_known_and_a_text_that_is_not_there_are_absent() {
        var values = new NativeRecord(3).with("new", 8, 1).with("no", 7, 0).read();

        assertThat(values.number("new")).isEmpty();
        assertThat(values.text("no")).isEmpty();
        assertThat(values.text("other")).isEqualTo(Optional.empty());
    }

    @Test
    void a_value_is_a_number_or_a_yes_or_no_or_what_is_given() {
        var values =
                new NativeRecord(4)
                        .with("whole", LLONG, -7)
                        .with("real", DOUBLE, Double.doubleToRawLongBits(0.5))
                        .with("yes", BOOLEAN, 1)
                        .withText("text", "7")
                        .read();

        assertThat(values.valueOr("whole", 9)).isEqualTo(-7);
        assertThat(values.valueOr("real", 9)).isEqualTo(0.5);
        assertThat(values.valueOr("yes", 9)).isEqualTo(1);
        assertThat(values.valueOr("text", 9)).isEqualTo(9);
        assertThat(values.valueOr("none", 9)).isEqualTo(9);
    }

    @Test
    void records_of_one_shape_have_their_own_values() {
        var first = new NativeRecord(2).with("a", LLONG, 1).with("b", LLONG, 2).read();
        var second = new NativeRecord(2).with("a", LLONG, 3).with("b", BOOLEAN, 1).read();

        assertThat(first.whole("b")).hasValue(2);
        assertThat(second.whole("a")).hasValue(3);
        assertThat(second.flag("b")).contains(true);
    }

    @Test
    void names_that_differ_at_the_end_only_are_told_apart() {
        var most = "n".repeat(79);

        assertThat(new NativeRecord(1).with("block.1", LLONG, 1).read().names())
                .containsExactly("block.1");
        assertThat(new NativeRecord(1).with("block.10", LLONG, 1).read().names())
                .containsExactly("block.10");
        assertThat(new NativeRecord(1).with("block", LLONG, 1).read().names())
                .containsExactly("block");
        assertThat(new NativeRecord(1).with(most, LLONG, 1).read().names()).containsExactly(most);
        assertThat(new NativeRecord(1).with(most + "n", LLONG, 1).read().names())
                .containsExactly(most + "n");
        assertThat(new NativeRecord(1).with("ünï", LLONG, 1).read().names()).containsExactly("ünï");
    }

    @Test
    void more_shapes_than_are_kept_are_read_as_well() {
        for (int round = 0; round < 2; round++) {
            for (int n = 0; n < 400; n++) {
                var record = new NativeRecord(100);
                for (int i = 0; i < 100; i++) {
                    record.with("vcpu." + n + "." + i, LLONG, (long) n * i);
                }
                assertThat(record.read().whole("vcpu." + n + ".99")).hasValue(99L * n);
            }
        }
    }

    @Test
    void what_is_no_value_of_libvirts_is_refused() {
        assertThatThrownBy(() -> TypedParameters.of(Map.of("cpu.time", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1: no value of libvirt's");
    }

    @Test
    void a_thousand_full_records_are_read_within_ten_milliseconds() {
        var records = new ArrayList<NativeRecord>();
        for (int domain = 0; domain < RECORDS; domain++) {
            records.add(fullRecord(domain));
        }
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            long begun = System.nanoTime();
            int names = 0;
            for (NativeRecord record : records) {
                names += record.read().names().size();
            }
            best = Math.min(best, System.nanoTime() - begun);
            assertThat(names).isEqualTo(52 * RECORDS);
        }

        assertThat(Duration.ofNanos(best)).isLessThan(BAR);
    }

    private static NativeRecord fullRecord(int domain) {
        var record = new NativeRecord(FULL_RECORD.size());
        for (String key : FULL_RECORD) {
            if (key.endsWith(".name") || key.endsWith(".path")) {
                record.withText(key, "/var/lib/libvirt/images/disk-" + domain + ".qcow2");
            } else {
                record.with(key, ULLONG, domain * 1_000_003L);
            }
        }
        return record;
    }

    private static List<String> fullRecord() {
        var keys =
                new ArrayList<>(
                        List.of(
                                "state.state",
                                "state.reason",
                                "cpu.time",
                                "cpu.user",
                                "cpu.system",
                                "cpu.haltpoll.success.time",
                                "cpu.haltpoll.fail.time",
                                "balloon.current",
                                "balloon.maximum",
                                "balloon.last-update",
                                "balloon.rss",
                                "vcpu.current",
                                "vcpu.maximum",
                                "net.count",
                                "block.count",
                                "iothread.count"));
        for (int n = 0; n < 2; n++) {
            for (String key : List.of("state", "time", "wait", "delay")) {
                keys.add("vcpu." + n + '.' + key);
            }
            for (String key :
                    List.of(
                            "name",
                            "path",
                            "backingIndex",
                            "rd.reqs",
                            "rd.bytes",
                            "rd.times",
                            "wr.reqs",
                            "wr.bytes",
                            "wr.times",
                            "fl.reqs",
                            "fl.times",
                            "allocation",
                            "capacity",
                            "physical")) {
                keys.add("block." + n + '.' + key);
            }
        }
        return List.copyOf(keys);
    }
}
