package io.hypervigil.host.textfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextfileTest {

    @TempDir Path folder;

    @Test
    void the_defaults_read_nothing() throws IOException {
        var defaults = SettingsBinder.defaults(TextfileSettings.class);

        assertThat(defaults).isEqualTo(new TextfileSettings(List.of(), 4 * 1024 * 1024));
        assertThat(new PartRound(new Textfile(defaults)).samples())
                .isEqualTo("node_textfile_scrape_error 0\n");
    }

    @Test
    void a_file_gives_its_families_and_when_it_was_changed() throws IOException {
        var file =
                write(
                        "backup.prom",
                        """
                        # HELP backup_done_total Backups that ended well.
                        # TYPE backup_done_total counter
                        backup_done_total{vm="a"} 3
                        backup_done_total{vm="b",target="nas"} 4
                        # TYPE backup_seconds histogram
                        backup_seconds_bucket{le="60"} 1
                        backup_seconds_bucket{le="1000000"} 2
                        backup_seconds_sum 90.5
                        backup_seconds_count 3
                        """);
        write("ignored.txt", "x y z\n");

        assertThat(new PartRound(textfile(folder)).exposition())
                .isEqualTo(
                        """
                        # HELP backup_done_total Backups that ended well.
                        # TYPE backup_done_total counter
                        backup_done_total{target="",vm="a"} 3
                        backup_done_total{target="nas",vm="b"} 4
                        # HELP backup_seconds Read from FILE.
                        # TYPE backup_seconds histogram
                        backup_seconds_bucket{le="60"} 1
                        backup_seconds_bucket{le="1e+06"} 2
                        backup_seconds_bucket{le="+Inf"} 3
                        backup_seconds_sum 90.5
                        backup_seconds_count 3
                        # HELP node_textfile_mtime_seconds When a file that could be read was last changed, in seconds since 1970.
                        # TYPE node_textfile_mtime_seconds gauge
                        node_textfile_mtime_seconds{file="FILE"} 1775576644
                        # HELP node_textfile_scrape_error Whether a folder or file could not be read, or contradicts another.
                        # TYPE node_textfile_scrape_error gauge
                        node_textfile_scrape_error 0
                        """
                                .replace("FILE", file.toString()));
    }

    @Test
    void a_malformed_file_costs_only_itself() throws IOException {
        var bad = write("bad.prom", "a 1\nb\n");
        var good = write("good.prom", "c 1\n");
        var round = new PartRound(textfile(folder));

        assertThat(round.samples())
                .isEqualTo(
                        """
                        c 1
                        node_textfile_mtime_seconds{file="FILE"} 1775576644
                        node_textfile_scrape_error 1
                        """
                                .replace("FILE", good.toString()));
        assertThat(round.problems()).containsExactly(bad + ", line 2: b has no value");
    }

    @Test
    void a_file_with_a_timestamp_is_not_taken() throws IOException {
        var file = write("a.prom", "a 1 1733000000000\n");
        var round = new PartRound(textfile(folder));

        assertThat(round.samples()).isEqualTo("node_textfile_scrape_error 1\n");
        assertThat(round.problems())
                .containsExactly(
                        file
                                + ", line 1: '1733000000000' behind the value: timestamps are not taken");
    }

    @Test
    void a_file_that_is_too_large_is_not_read() throws IOException {
        var file = write("a.prom", "# " + "x".repeat(2000) + "\na 1\n");
        var round =
                new PartRound(new Textfile(new TextfileSettings(List.of(folder.toString()), 1024)));

        assertThat(round.samples()).isEqualTo("node_textfile_scrape_error 1\n");
        assertThat(round.problems()).containsExactly(file + ": larger than 1024 bytes, not read");
    }

    @Test
    void what_is_no_regular_file_is_not_opened() throws IOException {
        Files.createDirectory(folder.resolve("a.prom"));
        var round = new PartRound(textfile(folder));

        assertThat(round.samples()).isEqualTo("node_textfile_scrape_error 1\n");
        assertThat(round.problems())
                .containsExactly(folder.resolve("a.prom") + ": no regular file");
    }

    @Test
    void a_folder_that_does_not_exist_is_an_error() throws IOException {
        var round = new PartRound(textfile(folder.resolve("none")));

        assertThat(round.samples()).isEqualTo("node_textfile_scrape_error 1\n");
    }

    @Test
    void families_of_several_folders_are_merged() throws IOException {
        write("x/a.prom", "# HELP e_total Events.\n# TYPE e_total counter\ne_total{f=\"a\"} 1\n");
        write("y/a.prom", "# TYPE e_total counter\ne_total{f=\"b\"} 2\n");

        var exposition =
                new PartRound(new Textfile(new TextfileSettings(List.of(folder + "/?"), 1024)))
                        .exposition();

        assertThat(exposition)
                .startsWith(
                        """
                        # HELP e_total Events.
                        # TYPE e_total counter
                        e_total{f="a"} 1
                        e_total{f="b"} 2
                        """)
                .endsWith("node_textfile_scrape_error 0\n");
    }

    @Test
    void without_a_help_text_the_files_are_named() throws IOException {
        var a = write("a.prom", "e{f=\"a\"} 1\n");
        var b = write("b.prom", "e{f=\"b\"} 2\n");

        assertThat(new PartRound(textfile(folder)).exposition())
                .startsWith("# HELP e Read from " + a + ", " + b + ".\n");
    }

    @Test
    void where_files_contradict_the_first_is_kept() throws IOException {
        var a =
                write(
                        "a.prom",
                        "# HELP h One.\nh{f=\"a\"} 1\n# TYPE t counter\nt{f=\"a\"} 1\ns{f=\"a\",g=\"\"} 1\n");
        var b =
                write(
                        "b.prom",
                        "# HELP h Two.\nh{f=\"b\"} 2\n# TYPE t gauge\nt{f=\"b\"} 2\ns{f=\"a\"} 2\ns{f=\"b\"} 2\n");
        write("c.prom", "node_textfile_scrape_error 7\n");
        var round = new PartRound(textfile(folder));

        assertThat(round.samples().lines().filter(line -> !line.startsWith("node_textfile_mtime")))
                .containsExactly(
                        "h{f=\"a\"} 1",
                        "node_textfile_scrape_error 1",
                        "s{f=\"a\",g=\"\"} 1",
                        "s{f=\"b\"} 2",
                        "t{f=\"a\"} 1");
        assertThat(round.problems())
                .containsExactly(
                        b + ": h has another help text than in " + a,
                        b + ": t is a gauge, and a counter in " + a,
                        b + ": s{f=a} is in " + a + " already",
                        folder.resolve("c.prom")
                                + ": node_textfile_scrape_error is a name of our own");
    }

    @Test
    void a_file_that_goes_takes_its_series_with_it() throws IOException {
        var file = write("a.prom", "a 1\n");
        var round = new PartRound(textfile(folder));
        assertThat(round.samples()).contains("a 1");

        Files.delete(file);

        assertThat(round.samples()).isEqualTo("node_textfile_scrape_error 0\n");
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.ofEpochSecond(1775576644, 900_000_000)));
        return file;
    }

    private static Textfile textfile(Path... folders) {
        return new Textfile(
                new TextfileSettings(Stream.of(folders).map(Path::toString).toList(), 1 << 20));
    }
}
