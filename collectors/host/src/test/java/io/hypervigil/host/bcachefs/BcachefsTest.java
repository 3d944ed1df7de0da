package io.hypervigil.host.bcachefs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BcachefsTest {

    @TempDir Path sys;

    @Test
    void rows_below_a_head_have_two_numbers() {
        var rows =
                Row.parse(
                        Text.of(
                                "type  compressed uncompressed\nzstd:  310G  742k  61.9k\nnothing\n"),
                        true);

        assertThat(rows)
                .containsExactly(new Row("zstd", List.of(310.0 * (1L << 30), 742.0 * 1024)));
    }

    @Test
    void what_is_no_number_of_bytes_is_refused() {
        assertThatThrownBy(() -> Row.parse(Text.of("error many\n"), false))
                .isInstanceOf(MalformedTextException.class)
                .hasMessage("line 1: 'many' is no number of bytes");
    }

    @Test
    void errors_before_the_last_reset_are_not_counted_twice() {
        assertThat(
                        IoDone.parseErrors(
                                Text.of(
                                        "IO errors since filesystem creation\n  read:    18828\n  checksum:5\nIO errors since 8 y ago\n  read:    1\n")))
                .isEqualTo(Map.of("read", 18828.0, "checksum", 5.0));
    }

    @Test
    void bytes_are_told_by_operation_and_kind_of_data() {
        assertThat(IoDone.parse(Text.of("sb: 1\nread:\nsb : 86016\nwrite:\nuser:1\n")))
                .containsExactly(new IoDone("read", "sb", 86016), new IoDone("write", "user", 1));
    }

    @Test
    void a_machine_without_bcachefs_is_no_fault() {
        var bcachefs = new PartRound(new Bcachefs(FileTree.at(sys)));

        assertThatThrownBy(bcachefs::samples).isInstanceOf(NotHere.class);
    }
}
