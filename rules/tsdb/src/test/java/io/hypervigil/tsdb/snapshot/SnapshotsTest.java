package io.hypervigil.tsdb.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotsTest {

    private static final long NOW = 10_000_000;
    private static final WindowSettings SETTINGS =
            new WindowSettings(Duration.ofHours(1), 1000, 1 << 22);

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("window");
    }

    /** Rounds up to now, a series that ended, one of single samples, one of histograms. */
    private static SampleWindow filled(int series, int rounds) {
        var window = new SampleWindow(SETTINGS);
        var source = window.source("host");
        var random = new Random(1);
        for (int round = rounds - 1; round >= 0; round--) {
            source.begin(NOW - round * 5000L);
            for (int i = 0; i < series; i++) {
                boolean isThere = i > 0 || round > rounds / 2;
                var ref = source.series(Labels.of(Labels.NAME, "m", "i", "ä" + i));
                if (ref != null && isThere) {
                    source.append(ref, i % 2 == 0 ? i : random.nextInt(100) / 10.0);
                }
            }
            source.commit();
        }
        window.loose().append(Labels.of("loose", "1"), NOW - 7, 1.5);
        window.loose().append(Labels.of("loose", "1"), NOW - 3, -0.0);
        window.loose().append(Labels.of("h", "1"), NOW - 3, histogram());
        return window;
    }

    private static FloatHistogram histogram() {
        return new FloatHistogram(
                ResetHint.GAUGE,
                -1,
                0.25,
                2,
                9,
                12.5,
                new Span[] {new Span(-3, 2), new Span(1, 1)},
                new double[] {1, 2, 3},
                new Span[] {new Span(0, 1)},
                new double[] {1},
                new double[0]);
    }

    private Restoration restore(SampleWindow window) {
        return Snapshots.read(file, window, NOW);
    }

    @Test
    void what_was_written_comes_back() throws IOException {
        var window = filled(20, 500);
        Snapshots.write(window, file);
        var restored = new SampleWindow(SETTINGS);

        var result = restore(restored);

        assertThat(WindowContent.of(restored)).isEqualTo(WindowContent.of(window));
        var statistics = restored.statistics(0);
        assertThat(result)
                .isEqualTo(new Restoration.Restored(statistics.series(), statistics.samples()));
        assertThat(statistics.series()).isEqualTo(22);
        assertThat(statistics.sampleBytes()).isLessThan(window.statistics(0).sampleBytes() + 8192);
    }

    @Test
    void a_source_goes_on_where_the_snapshot_ended() throws IOException {
        Snapshots.write(filled(3, 10), file);
        var restored = new SampleWindow(SETTINGS);
        restore(restored);
        var source = restored.source("host");
        var labels = Labels.of(Labels.NAME, "m", "i", "ä2");

        source.begin(NOW + 5000);
        var series = Objects.requireNonNull(source.series(labels));
        source.append(series, 77);
        source.commit();

        var samples = new SampleBuffer();
        series.read(NOW - 5000, NOW + 5000, samples);
        assertThat(Arrays.copyOf(samples.floats(), samples.floatCount())).containsExactly(2, 77);
    }

    @Test
    void writing_again_replaces_the_file_and_leaves_nothing_beside_it() throws IOException {
        Snapshots.write(filled(3, 10), file);
        Snapshots.write(filled(4, 10), file);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(restore(new SampleWindow(SETTINGS)))
                .isInstanceOfSatisfying(
                        Restoration.Restored.class,
                        restored -> assertThat(restored.series()).isEqualTo(6));
    }

    @Test
    void where_there_is_no_folder_the_writer_is_told() {
        assertThatThrownBy(() -> Snapshots.write(filled(1, 1), folder.resolve("none").resolve("x")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void where_there_is_no_file_nothing_happens() {
        assertThat(restore(new SampleWindow(SETTINGS))).isEqualTo(new Restoration.Absent());
    }

    @Test
    void data_older_than_the_window_and_data_of_the_future_are_left_out() throws IOException {
        Snapshots.write(filled(20, 500), file);
        var early = new SampleWindow(SETTINGS);
        var late = new SampleWindow(SETTINGS);
        var never = new SampleWindow(SETTINGS);

        Snapshots.read(file, early, NOW - 1_000_000);
        Snapshots.read(file, late, NOW + 3_500_000);
        Snapshots.read(file, never, NOW + 9_000_000);

        assertThat(early.statistics(0).maxMillis()).isEqualTo(NOW - 1_000_000);
        assertThat(early.statistics(0).series()).isEqualTo(20);
        assertThat(late.statistics(0).minMillis()).isGreaterThan(NOW - 128 * 5000 - 100_000);
        assertThat(never.statistics(0).series()).isZero();
    }

    @Test
    void limits_hold_for_what_is_read_too() throws IOException {
        Snapshots.write(filled(20, 50), file);
        var small = new SampleWindow(new WindowSettings(Duration.ofHours(1), 5, 1 << 22));

        assertThat(restore(small))
                .isInstanceOfSatisfying(
                        Restoration.Restored.class,
                        restored -> assertThat(restored.series()).isEqualTo(5));
    }

    @Test
    void a_foreign_file_is_set_aside() throws IOException {
        Files.writeString(file, "# HELP up Not a snapshot.\nup 1\n");

        assertThat(restore(new SampleWindow(SETTINGS)))
                .isEqualTo(
                        new Restoration.SetAside(
                                "it does not begin as a snapshot does",
                                folder.resolve("window.bad")));
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("window.bad")).exists();
    }

    @Test
    void a_file_of_another_version_is_set_aside() throws IOException {
        Snapshots.write(filled(1, 1), file);
        var bytes = Files.readAllBytes(file);
        bytes[9] = 1;
        Files.write(file, bytes);

        assertThat(restore(new SampleWindow(SETTINGS)))
                .isEqualTo(
                        new Restoration.SetAside(
                                "version 1, 2 expected", folder.resolve("window.bad")));
    }

    @Test
    void a_file_is_set_aside_wherever_a_byte_is_wrong_or_its_end_is_missing() throws IOException {
        Snapshots.write(filled(3, 40), file);
        var good = Files.readAllBytes(file);
        assertThat(good).hasSizeBetween(200, 3000);
        for (int i = 0; i < good.length; i++) {
            var flipped = good.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            assertSetAside(flipped);
            assertSetAside(Arrays.copyOf(good, i));
        }
        assertSetAside(Arrays.copyOf(good, good.length + 1));
    }

    private void assertSetAside(byte[] content) throws IOException {
        Files.write(file, content);
        var window = new SampleWindow(SETTINGS);
        assertThat(restore(window)).isInstanceOf(Restoration.SetAside.class);
        assertThat(window.statistics(0).series()).isZero();
    }

    /** Then every length and number in it is tried with what it should not be. */
    @Test
    void a_file_with_the_right_checksum_is_still_not_believed() throws IOException {
        Snapshots.write(filled(3, 40), file);
        var good = Files.readAllBytes(file);
        int setAside = 0;
        for (int i = Format.HEADER_BYTES; i < good.length - 4; i++) {
            for (int wrong : new int[] {0x00, 0x01, 0x7f, 0x80, 0xff}) {
                var changed = good.clone();
                changed[i] = (byte) wrong;
                Files.write(file, sealed(changed));
                var window = new SampleWindow(SETTINGS);
                setAside += restore(window) instanceof Restoration.SetAside ? 1 : 0;
                WindowContent.of(window);
            }
        }
        assertThat(setAside).isPositive();
    }

    private static byte[] sealed(byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) checksum.getValue());
        return bytes;
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        Files.writeString(file, "an older one that anyone may read");
        Snapshots.write(filled(1, 1), file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void where_it_cannot_be_put_in_its_place_nothing_is_left_beside_it() throws IOException {
        Files.createDirectory(file);
        Files.createFile(file.resolve("something"));

        assertThatThrownBy(() -> Snapshots.write(filled(1, 1), file))
                .isInstanceOf(IOException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_file_in_the_place_of_its_folder_is_reported() throws IOException {
        Files.createFile(file);

        assertThatThrownBy(() -> Snapshots.write(filled(1, 1), file.resolve("window")))
                .isInstanceOf(IOException.class);
        assertThat(Snapshots.read(file.resolve("window"), new SampleWindow(SETTINGS), NOW))
                .isInstanceOf(Restoration.SetAside.class);
    }

    @Test
    void a_full_disk_is_reported() throws IOException {
        var full = Path.of("/dev/full");
        assumeThat(full).exists();
        try (var out = new SnapshotOutput(FileChannel.open(full, StandardOpenOption.WRITE))) {
            assertThatThrownBy(() -> new SnapshotWriter(out).write(filled(20, 500)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
        }
    }

    @Test
    void a_folder_in_its_place_is_set_aside() throws IOException {
        Files.createDirectory(file);

        assertThat(restore(new SampleWindow(SETTINGS))).isInstanceOf(Restoration.SetAside.class);
    }
}
