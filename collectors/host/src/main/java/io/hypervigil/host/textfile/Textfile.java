package io.hypervigil.host.textfile;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The metrics that other programs leave in files {@code *.prom} of some folders. A file that is
 * malformed costs its own metrics, and says so.
 *
 * <pre>
 * node_textfile_mtime_seconds{file="/var/lib/metrics/backup.prom"} 1.775576644e+09
 * node_textfile_scrape_error 0
 * </pre>
 */
public final class Textfile implements HostPart {

    public static final Group GROUP =
            Group.on("textfile", "metrics from files *.prom of configured folders");

    static final Family MTIME =
            Family.gauge(
                    GROUP,
                    "node_textfile_mtime_seconds",
                    "When a file that could be read was last changed, in seconds since 1970.",
                    "file");
    static final Family SCRAPE_ERROR =
            Family.gauge(
                    GROUP,
                    "node_textfile_scrape_error",
                    "Whether a folder or file could not be read, or contradicts another.");

    /** Whatever the files hold: name, type and labels are theirs. */
    static final Family ANY = Family.untyped(GROUP, "*", "A metric of a file.", "*");

    public static final List<Family> FAMILIES = List.of(MTIME, SCRAPE_ERROR, ANY);

    private final TextfileSettings settings;

    public Textfile(TextfileSettings settings) {
        this.settings = settings;
    }

    @Override
    public void sample(SampleSink sink) {
        var faults = new ArrayList<IOException>();
        var files = read(faults);
        var merged = new PromFiles(files, faults);
        merged.families().forEach(family -> write(family.declared(), family.read(), sink));
        for (PromFiles.Read file : files) {
            sink.add(MTIME, file.modifiedSeconds(), file.path().toString());
        }
        sink.add(SCRAPE_ERROR, faults.isEmpty() ? 0 : 1);
        faults.forEach(fault -> sink.problem(GROUP, fault));
    }

    private List<PromFiles.Read> read(List<IOException> faults) {
        var files = new ArrayList<PromFiles.Read>();
        for (Path path : paths(faults)) {
            try {
                files.add(read(path));
            } catch (IOException e) {
                faults.add(e);
            }
        }
        return files;
    }

    private List<Path> paths(List<IOException> faults) {
        var paths = new ArrayList<Path>();
        for (String pattern : settings.directory()) {
            for (Path folder : FolderPattern.expand(pattern)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    entries.filter(path -> path.toString().endsWith(".prom"))
                            .sorted()
                            .forEach(paths::add);
                } catch (IOException | UncheckedIOException e) {
                    faults.add(new IOException(folder + ": " + e, e));
                }
            }
        }
        return paths;
    }

    private PromFiles.Read read(Path path) throws IOException {
        // A pipe would be waited for without end.
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": no regular file");
        }
        try (var in = Files.newInputStream(path)) {
            var bytes = in.readNBytes(settings.maxFileBytes() + 1);
            if (bytes.length > settings.maxFileBytes()) {
                throw new IOException(
                        path + ": larger than " + settings.maxFileBytes() + " bytes, not read");
            }
            var families = PromParser.parse(bytes);
            // Asked for behind the reading, so that a file that cannot be read does not look fresh.
            return new PromFiles.Read(
                    path, Files.getLastModifiedTime(path).to(TimeUnit.SECONDS), families);
        } catch (PromFormatException e) {
            throw new IOException(path + ", " + e.getMessage(), e);
        }
    }

    private static void write(Family family, PromFamily read, SampleSink sink) {
        var names = family.labels();
        for (PromFamily.Sample sample : read.samples()) {
            sink.addPart(
                    family, sample.suffix(), sample.value(), PromFamily.labelValues(sample, names));
        }
    }
}
