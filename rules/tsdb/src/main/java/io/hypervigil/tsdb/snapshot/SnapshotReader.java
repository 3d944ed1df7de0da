package io.hypervigil.tsdb.snapshot;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.chunk.Chunk;
import io.hypervigil.tsdb.chunk.ChunkEncoder;
import io.hypervigil.tsdb.chunk.HistogramColumn;
import io.hypervigil.tsdb.chunk.TimeRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the series of a file one after the other, and believes nothing: what would break a query
 * later is found here.
 *
 * <p>Thread: confined.
 */
final class SnapshotReader {

    /** Takes what was read. */
    interface Sink {

        /** A row of times that the series after it share. */
        void row(TimeRow row);

        void series(Labels labels, List<Chunk> chunks, HistogramColumn histograms);
    }

    private final SnapshotInput in;
    private final Sink sink;
    private final ChunkEncoder encoder = new ChunkEncoder();
    private final List<String> texts = new ArrayList<>();
    private final List<TimeRow> rows = new ArrayList<>();

    SnapshotReader(SnapshotInput in, Sink sink) {
        this.in = in;
        this.sink = sink;
    }

    void read() throws IOException {
        while (in.number("begin of a series", Format.SERIES) == Format.SERIES) {
            sink.series(readLabels(), readChunks(), readHistograms());
        }
        if (!in.isAtEnd()) {
            throw new SnapshotException("there is more after its end");
        }
    }

    private Labels readLabels() throws IOException {
        var pairs = new String[in.count("labels", 2) * 2];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = readText();
            pairs[i + 1] = readText();
            if (pairs[i + 1].isEmpty() || (i > 0 && pairs[i - 2].compareTo(pairs[i]) >= 0)) {
                throw new SnapshotException("labels out of order, or empty: " + pairs[i]);
            }
        }
        return Labels.ofSorted(pairs);
    }

    private String readText() throws IOException {
        int number = in.number("number of a text", texts.size());
        if (number == texts.size()) {
            texts.add(in.text());
        }
        return texts.get(number);
    }

    private List<Chunk> readChunks() throws IOException {
        int count = in.count("chunks", 5);
        var chunks = new ArrayList<Chunk>();
        for (int i = 0; i < count; i++) {
            var chunk = readChunk();
            if (!chunks.isEmpty() && chunks.getLast().lastMillis() >= chunk.firstMillis()) {
                throw new SnapshotException("chunks out of order");
            }
            chunk.validate(encoder);
            chunks.add(chunk);
        }
        return chunks;
    }

    private Chunk readChunk() throws IOException {
        var row = readRow();
        int from = in.number("first round", row.size() - 1L);
        int count = in.number("rounds", row.size() - from);
        boolean hasMarker = in.number("marker", 1) == 1;
        var words = new long[in.count("words", Long.BYTES)];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.word();
        }
        return new Chunk(row, from, count, words, hasMarker);
    }

    private TimeRow readRow() throws IOException {
        int number = in.number("number of a row", rows.size());
        if (number == rows.size()) {
            var row = TimeRow.of(readTimes());
            rows.add(row);
            sink.row(row);
        }
        return rows.get(number);
    }

    private long[] readTimes() throws IOException {
        var times = new long[in.number("times", TimeRow.CAPACITY)];
        if (times.length == 0) {
            throw new SnapshotException("a row without times");
        }
        times[0] = in.word();
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1] + in.number();
            if (times[i] <= times[i - 1]) {
                throw new SnapshotException("times out of order");
            }
        }
        return times;
    }

    private HistogramColumn readHistograms() throws IOException {
        int count = in.count("histograms", Long.BYTES);
        var column = HistogramColumn.EMPTY;
        for (int i = 0; i < count; i++) {
            long millis = in.word();
            if (!column.isEmpty() && column.lastMillis() >= millis) {
                throw new SnapshotException("histograms out of order");
            }
            column = column.append(millis, HistogramFormat.read(in));
        }
        return column;
    }
}
