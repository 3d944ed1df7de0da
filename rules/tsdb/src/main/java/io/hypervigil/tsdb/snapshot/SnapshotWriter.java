package io.hypervigil.tsdb.snapshot;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.SeriesRef;
import io.hypervigil.tsdb.chunk.Chunk;
import io.hypervigil.tsdb.chunk.ChunkEncoder;
import io.hypervigil.tsdb.chunk.TimeRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the series of a window, one after the other, while it goes on. A row of times that is
 * still growing is cut where it was when it was first met.
 *
 * <p>Thread: confined.
 */
final class SnapshotWriter {

    private final SnapshotOutput out;
    private final ChunkEncoder encoder = new ChunkEncoder();
    private final Map<String, Integer> texts = new HashMap<>();
    private final Map<TimeRow, WrittenRow> rows = new HashMap<>();

    private record WrittenRow(int number, int size) {}

    SnapshotWriter(SnapshotOutput out) {
        this.out = out;
    }

    void write(SampleWindow window) throws IOException {
        var all = new ArrayList<SeriesRef>();
        window.forEach(all::add);
        out.header();
        for (var series : all) {
            write(series);
        }
        out.octet(Format.END);
        out.finish();
    }

    private void write(SeriesRef series) throws IOException {
        out.octet(Format.SERIES);
        var labels = series.labels();
        out.number(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            writeText(labels.name(i));
            writeText(labels.value(i));
        }
        var chunks = new ArrayList<Chunk>();
        series.forEachChunk(encoder, chunks::add);
        writeChunks(chunks);
        writeHistograms(series);
    }

    private void writeText(String text) throws IOException {
        int next = texts.size();
        var known = texts.putIfAbsent(text, next);
        out.number(known == null ? next : known);
        if (known == null) {
            out.text(text);
        }
    }

    private void writeChunks(List<Chunk> chunks) throws IOException {
        var cut = new ArrayList<Chunk>();
        for (var chunk : chunks) {
            var row = rows.get(chunk.row());
            int known = row == null ? chunk.row().size() : row.size;
            if (known > chunk.from()) {
                cut.add(chunk.first(known - chunk.from(), encoder));
            }
        }
        out.number(cut.size());
        for (var chunk : cut) {
            write(chunk);
        }
    }

    private void write(Chunk chunk) throws IOException {
        writeRow(chunk.row());
        out.number(chunk.from());
        out.number(chunk.count());
        out.octet(chunk.hasMarker() ? 1 : 0);
        out.number(chunk.words().length);
        for (long word : chunk.words()) {
            out.word(word);
        }
    }

    private void writeRow(TimeRow row) throws IOException {
        var known = rows.get(row);
        if (known != null) {
            out.number(known.number);
            return;
        }
        int size = row.size();
        out.number(rows.size());
        rows.put(row, new WrittenRow(rows.size(), size));
        out.number(size);
        out.word(row.at(0));
        for (int i = 1; i < size; i++) {
            out.number(row.at(i) - row.at(i - 1));
        }
    }

    private void writeHistograms(SeriesRef series) throws IOException {
        var times = new ArrayList<Long>();
        var values = new ArrayList<FloatHistogram>();
        series.histograms()
                .forEach(
                        (histogram, millis) -> {
                            times.add(millis);
                            values.add(histogram);
                        });
        out.number(times.size());
        for (int i = 0; i < times.size(); i++) {
            out.word(times.get(i));
            HistogramFormat.write(values.get(i), out);
        }
    }
}
