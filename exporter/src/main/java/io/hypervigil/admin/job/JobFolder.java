package io.hypervigil.admin.job;

import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.action.ValueJson;
import io.hypervigil.collect.files.StateFile;
import io.hypervigil.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs on disk, a file each, {@code ID.json}: {@code "version" : 1} and then {@link JobJson}. A
 * damaged file is set aside and costs its own job only. Where the disk cannot be written the jobs
 * go on, and are in memory only.
 *
 * <p>Thread: any, for one job one at a time.
 */
public final class JobFolder implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(JobFolder.class);

    private static final String ENDING = ".json";
    private static final long VERSION = 1;
    private static final int MOST_BYTES = 4 << 20;

    private final StateFolder folder;
    private final AtomicBoolean isFailing = new AtomicBoolean();

    private JobFolder(StateFolder folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder that only this process has.
     *
     * @param configured empty for one that is gone when the process ends
     * @throws IOException where it cannot be written, or another process has it
     */
    public static JobFolder open(Optional<Path> configured) throws IOException {
        return new JobFolder(StateFolder.open(configured));
    }

    /** All that is kept, the oldest first. */
    List<Job> load() {
        var jobs = new ArrayList<Job>();
        try (var files = Files.list(folder.path())) {
            for (Path file : files.sorted().toList()) {
                idOf(file, ENDING).flatMap(this::load).ifPresent(jobs::add);
                if (idOf(file, ENDING + StateFile.FRESH).isPresent()) {
                    // The process ended while it wrote it.
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOGGER.atError()
                    .addKeyValue("path", folder.path())
                    .addKeyValue("error", e.toString())
                    .log("jobs of before cannot be read");
        }
        return jobs;
    }

    private static Optional<JobId> idOf(Path file, String ending) {
        var name = String.valueOf(file.getFileName());
        return name.endsWith(ending)
                ? JobId.parse(name.substring(0, name.length() - ending.length()))
                : Optional.empty();
    }

    private Optional<Job> load(JobId id) {
        var file = file(id);
        try {
            return Optional.of(read(id, file.read()));
        } catch (IOException e) {
            setAside(file, e);
            return Optional.empty();
        }
    }

    private static Job read(JobId id, String text) throws IOException {
        var fields = ValueJson.read(text);
        try {
            if (!new Value.Whole(VERSION).equals(fields.fields().get("version"))) {
                throw new JobReading.Flaw("version", "version: " + VERSION + " expected");
            }
            var job = JobReading.of(fields);
            if (!job.id().equals(id)) {
                throw new JobReading.Flaw("id", "id: that of another file");
            }
            return job;
        } catch (JobReading.Flaw e) {
            throw new IOException("line " + lineOf(e.field(), text) + ": " + e.getMessage(), e);
        }
    }

    /** The line of a field; the last one where it is missing. */
    private static long lineOf(String field, String text) {
        var start = "\"" + field + "\"";
        return text.lines().takeWhile(line -> !line.strip().startsWith(start)).count()
                + (text.lines().anyMatch(line -> line.strip().startsWith(start)) ? 1 : 0);
    }

    private static void setAside(StateFile file, IOException reason) {
        var told =
                LOGGER.atWarn()
                        .addKeyValue("file", file.path())
                        .addKeyValue("error", String.valueOf(reason.getMessage()));
        try {
            told.addKeyValue("aside", file.setAside())
                    .log("a file of a job is damaged, it is set aside");
        } catch (IOException e) {
            told.addKeyValue("aside", e.toString()).log("a file of a job is damaged");
        }
    }

    /** Keeps a job as it is now, in the place of what was kept of it. */
    void save(Job job) {
        try {
            write(job);
            if (isFailing.getAndSet(false)) {
                LOGGER.atInfo().addKeyValue("path", folder.path()).log("jobs are kept again");
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void write(Job job) throws IOException {
        try {
            file(job.id()).replace(text(job));
        } catch (IOException e) {
            var shorter = job.withoutDetails("not kept: " + e.getMessage());
            if (shorter.equals(job)) {
                throw e;
            }
            file(job.id()).replace(text(shorter));
        }
    }

    private static String text(Job job) throws IOException {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("version", new Value.Whole(VERSION));
        fields.putAll(JobJson.of(job).fields());
        return ValueJson.write(new Value.Fields(fields));
    }

    /** Forgets a job. */
    void delete(JobId id) {
        try {
            file(id).delete();
        } catch (IOException e) {
            failed(e);
        }
    }

    /** A full disk stays full for a while: once is enough. */
    private void failed(IOException e) {
        if (!isFailing.getAndSet(true)) {
            LOGGER.atError()
                    .addKeyValue("path", folder.path())
                    .addKeyValue("error", e.toString())
                    .log("jobs cannot be kept, a restart would forget what they do now");
        }
    }

    private StateFile file(JobId id) {
        return new StateFile(folder.path().resolve(id.text() + ENDING), MOST_BYTES);
    }

    @Override
    public void close() {
        folder.close();
    }
}
