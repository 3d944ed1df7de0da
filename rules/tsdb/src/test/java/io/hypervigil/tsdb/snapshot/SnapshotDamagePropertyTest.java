package io.hypervigil.tsdb.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever was in a window: its file brings that back, or is set aside and brings nothing. */
final class SnapshotDamagePropertyTest {

    private static final long NOW = 10_000_000;
    private static final WindowSettings SETTINGS =
            new WindowSettings(Duration.ofHours(2), 1000, 1 << 24);

    private Path folder = Path.of("");
    private Path file = folder;

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("snapshot");
        file = folder.resolve("window");
    }

    @AfterTry
    void deleteFolder() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(bad());
        Files.delete(folder);
    }

    private Path bad() {
        return folder.resolve("window.bad");
    }

    /** Up to now, of series that come and go. */
    private static SampleWindow filled(Random random) {
        var window = new SampleWindow(SETTINGS);
        int rounds = 1 + random.nextInt(300);
        int series = 1 + random.nextInt(12);
        try (var source = window.source("any")) {
            for (int round = rounds - 1; round >= 0; round--) {
                source.begin(NOW - round * 15_000L - random.nextInt(100) - 1);
                for (int i = 0; i < series; i++) {
                    var labels = Labels.of(Labels.NAME, "m", "i", "ä" + i);
                    var ref = random.nextInt(30) == 0 ? null : source.series(labels);
                    if (ref != null && i == 9) {
                        source.append(ref, FloatHistogram.ofSum(random.nextInt()));
                    } else if (ref != null) {
                        source.append(ref, value(random, i));
                    }
                }
                source.commit();
            }
        }
        return window;
    }

    private static double value(Random random, int kind) {
        return switch (kind) {
            case 0 -> 1;
            case 1 -> random.nextInt(100) / 10.0;
            case 2 -> Double.longBitsToDouble(random.nextLong());
            case 3 -> random.nextInt(20) == 0 ? -0.0 : Double.NaN;
            default -> random.nextInt();
        };
    }

    private byte[] written(Random random) throws IOException {
        Snapshots.write(filled(random), file);
        return Files.readAllBytes(file);
    }

    private void assertSetAside(byte[] damaged) throws IOException {
        Files.write(file, damaged);
        var window = new SampleWindow(SETTINGS);

        var result = Snapshots.read(file, window, NOW);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Restoration.SetAside.class,
                        aside -> assertThat(aside.path()).isEqualTo(bad()));
        assertThat(window.statistics(0).series()).isZero();
        assertThat(window.statistics(0).samples()).isZero();
        assertThat(file).doesNotExist();
        assertThat(bad()).hasBinaryContent(damaged);
    }

    @Property(tries = 100)
    void whatever_is_written_comes_back(@ForAll long seed) throws IOException {
        var window = filled(new Random(seed));
        Snapshots.write(window, file);
        var restored = new SampleWindow(SETTINGS);

        assertThat(Snapshots.read(file, restored, NOW)).isInstanceOf(Restoration.Restored.class);
        assertThat(WindowContent.of(restored)).isEqualTo(WindowContent.of(window));
    }

    @Property(tries = 100)
    void a_file_cut_anywhere_brings_nothing(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var whole = written(random);
        for (int i = 0; i < 5; i++) {
            assertSetAside(Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
    }

    @Property(tries = 100)
    void a_file_with_any_bit_flipped_brings_nothing(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var whole = written(random);
        for (int i = 0; i < 5; i++) {
            int bit = random.nextInt(whole.length * 8);
            var flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertSetAside(flipped);
        }
    }

    /** As after a crash of a machine whose disk gives blocks of zeros, or of another file. */
    @Property(tries = 100)
    void a_file_with_a_block_of_something_else_brings_nothing(@ForAll long seed)
            throws IOException {
        var random = new Random(seed);
        var whole = written(random);
        int from = random.nextInt(whole.length);
        int to = from + 1 + random.nextInt(Math.min(512, whole.length - from));
        var overwritten = whole.clone();
        byte filler = (byte) (random.nextBoolean() ? 0 : random.nextInt());
        Arrays.fill(overwritten, from, to, filler);
        if (!Arrays.equals(overwritten, whole)) {
            assertSetAside(overwritten);
        }
    }
}
