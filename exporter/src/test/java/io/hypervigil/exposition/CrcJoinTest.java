package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class CrcJoinTest {

    @Property
    void the_sum_of_two_texts_is_that_of_both_after_each_other(
            @ForAll byte[] one, @ForAll byte[] other) {
        var both = new CRC32();
        both.update(one);
        both.update(other);

        assertThat(CrcJoin.of(sum(one), CrcJoin.shift(other.length), sum(other)))
                .isEqualTo((int) both.getValue());
    }

    @Test
    void nothing_changes_no_sum() {
        assertThat(CrcJoin.of(0x1234_5678, CrcJoin.shift(0), sum(new byte[0])))
                .isEqualTo(0x1234_5678);
    }

    private static int sum(byte[] text) {
        var sum = new CRC32();
        sum.update(text);
        return (int) sum.getValue();
    }
}
