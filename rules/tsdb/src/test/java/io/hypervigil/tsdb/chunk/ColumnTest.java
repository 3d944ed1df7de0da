package io.hypervigil.tsdb.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.storage.SampleBuffer;
import org.junit.jupiter.api.Test;

final class ColumnTest {

    private final ChunkEncoder encoder = new ChunkEncoder();
    private final TimeRow row = TimeRow.ofRounds();

    /** Constants of a class are made in the order they stand: an empty column needs all of them. */
    @Test
    void an_empty_column_answers_as_any_other() {
        var samples = new SampleBuffer();
        Column.EMPTY.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
        Column.EMPTY.readLast(Long.MIN_VALUE, Long.MAX_VALUE, samples);
        Column.EMPTY.forEachChunk(encoder, chunk -> assertThat(chunk).isNull());

        assertThat(samples.floatCount()).isZero();
        assertThat(Column.EMPTY.firstMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(Column.EMPTY.lastMillis()).isEqualTo(Long.MIN_VALUE);
        assertThat(Column.EMPTY.samples()).isZero();
        assertThat(Column.EMPTY.chunks()).isZero();
        assertThat(Column.EMPTY.hasMarker()).isFalse();
        assertThat(Column.EMPTY.appendInPlace(row, 0, 1)).isFalse();
        assertThat(Column.EMPTY.trim(Long.MAX_VALUE)).isSameAs(Column.EMPTY);
        assertThat(Column.EMPTY.until(Long.MIN_VALUE, encoder)).isSameAs(Column.EMPTY);
        assertThat(Column.EMPTY.close(encoder)).isSameAs(Column.EMPTY);
        assertThat(Column.EMPTY.bytes()).isPositive();
    }

    @Test
    void no_histograms_are_none() {
        var empty = HistogramColumn.EMPTY;

        assertThat(empty.trim(Long.MIN_VALUE)).isSameAs(empty);
        assertThat(empty.trim(Long.MAX_VALUE)).isSameAs(empty);
        assertThat(empty.until(Long.MIN_VALUE)).isSameAs(empty);
        assertThat(empty.firstMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(empty.lastMillis()).isEqualTo(Long.MIN_VALUE);
        assertThat(empty.bytes()).isZero();
    }

    /** A reader that took the column earlier goes on with what it has. */
    @Test
    void an_older_column_is_not_changed_by_what_comes_after() {
        var column = Column.EMPTY;
        for (int round = 0; round < 100; round++) {
            column = append(column, round, round);
        }
        var older = column;
        for (int round = 100; round < 128; round++) {
            column = append(column, round, -round);
        }
        var cut = column.until(99_000, encoder).trim(99_001);

        assertThat(values(older)).startsWith(0, 1, 2).contains(99);
        assertThat(older.samples()).isBetween(100L, 128L);
        assertThat(values(column)).hasSize(128).endsWith(-126, -127);
        assertThat(cut.samples()).isZero();
        assertThat(values(column.until(99_500, encoder))).hasSize(100).endsWith(98, 99);
    }

    private Column append(Column column, int round, double value) {
        row.stage(round * 1000L);
        var next =
                column.appendInPlace(row, round, value)
                        ? column
                        : column.append(row, round, value, encoder);
        row.commit();
        return next;
    }

    private static double[] values(Column column) {
        var samples = new SampleBuffer();
        column.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
        return java.util.Arrays.copyOf(samples.floats(), samples.floatCount());
    }
}
