package io.hypervigil.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobFolderTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final JobId ID = JobId.at(NOON, RandomGenerator.of("L64X128MixRandom"));
    private static final Optional<Instant> STARTED = Optional.of(NOON.plusMillis(10));
    private static final Progress HALF = new Progress(0.5, "copying \"a\"\n");
    private static final JobOutcome.Failure FAILURE =
            new JobOutcome.Failure(Kind.QUOTA, "too many", "remove one");

    @TempDir Path path;

    @SuppressWarnings("NullAway.Init")
    private JobFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = JobFolder.open(Optional.of(path));
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void a_file_says_all_of_its_job_for_its_owner_alone() throws IOException {
        folder.save(job(new JobState.Running(NOON, HALF, Optional.of("bob"))));

        assertThat(file())
                .hasContent(
                        """
                        {
                          "version" : 1,
                          "id" : "%s",
                          "action" : "vm.clone",
                          "caller" : "alice",
                          "role" : "admin",
                          "key" : "k-1",
                          "state" : "running",
                          "created" : "2026-11-22T12:00:00.123Z",
                          "started" : "2026-11-22T12:00:00.123Z",
                          "progress" : 0.5,
                          "step" : "copying \\"a\\"\\n",
                          "cancelled_by" : "bob",
                          "parameters" : {
                            "vm" : "web"
                          }
                        }
                        """
                                .replace("%s", ID.text()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void each_state_comes_back_as_it_was() {
        var states =
                List.of(
                        new JobState.Waiting(),
                        new JobState.Running(NOON, Progress.NONE, Optional.empty()),
                        ended(new JobOutcome.Succeeded(Handler.result("done"))),
                        ended(new JobOutcome.Failed(FAILURE)),
                        ended(new JobOutcome.Cancelled(FAILURE)),
                        ended(new JobOutcome.Interrupted(FAILURE)),
                        new JobState.Ended(
                                Optional.empty(),
                                NOON,
                                Progress.NONE,
                                Optional.empty(),
                                new JobOutcome.Interrupted(FAILURE)));

        for (JobState state : states) {
            folder.save(job(state));
            assertThat(folder.load()).containsExactly(job(state));
        }
    }

    @Test
    void a_result_that_is_too_long_is_kept_without_its_details() {
        var details = new Value.Fields(Map.of("log", new Value.Text("x".repeat(5 << 20))));
        folder.save(job(ended(new JobOutcome.Succeeded(new ActionResult(true, details)))));

        var kept = folder.load().getFirst();

        var outcome = (JobOutcome.Succeeded) ((JobState.Ended) kept.state()).outcome();
        assertThat(outcome.result().isChanged()).isTrue();
        assertThat(outcome.result().details().toString())
                .contains("left_out", "not kept: ", "at most 4194304 are kept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\" : 1 | \"version\" : 2",
                "\"state\" : \"running\" | \"state\" : \"runing\"",
                "\"started\" : \"2026 | \"started\" : \"26",
                "\"progress\" : 0.5 | \"progress\" : \"half\"",
                "\"role\" : \"admin\" | \"role\" : \"root\"",
                "\"caller\" : \"alice\" | \"caller\" : 5",
                "\"id\" : \" | \"id\" : \"0",
                "{ | ",
                "\"parameters\" : { | \"parameters\" : [",
            })
    void a_damaged_file_is_set_aside_and_costs_its_own_job_only(String good, String bad)
            throws IOException {
        var other =
                new Job(
                        JobId.at(NOON, RandomGenerator.getDefault()),
                        order(),
                        NOON,
                        new JobState.Waiting());
        folder.save(other);
        folder.save(job(new JobState.Running(NOON, HALF, Optional.empty())));
        var text = Files.readString(file());
        assertThat(text).contains(good);
        Files.writeString(file(), text.replace(good, bad == null ? "" : bad));

        assertThat(folder.load()).containsExactly(other);

        assertThat(file()).doesNotExist();
        assertThat(path.resolve(ID + ".json.damaged")).exists();
    }

    @Test
    void files_that_are_none_of_its_own_are_left_alone_and_what_was_half_written_goes()
            throws IOException {
        Files.writeString(path.resolve("README"), "by hand");
        Files.writeString(path.resolve("notes.json"), "{}");
        Files.writeString(path.resolve(ID + ".json.new"), "half of it");
        folder.save(job(new JobState.Waiting()));

        assertThat(folder.load()).hasSize(1);
        assertThat(path.resolve("notes.json")).exists();
        assertThat(path.resolve(ID + ".json.new")).doesNotExist();
    }

    @Test
    void a_disk_that_cannot_be_written_stops_nobody() throws IOException {
        Files.createDirectories(file().resolve("in-its-place"));

        folder.save(job(new JobState.Waiting()));

        assertThat(file()).isDirectory();
    }

    @Test
    void one_process_has_it() {
        assertThatIOException()
                .isThrownBy(() -> JobFolder.open(Optional.of(path)))
                .withMessage(path + " is in use by another process");
    }

    private Path file() {
        return path.resolve(ID + ".json");
    }

    private static JobState ended(JobOutcome outcome) {
        return new JobState.Ended(STARTED, NOON.plusSeconds(3), HALF, Optional.of("bob"), outcome);
    }

    private static Job job(JobState state) {
        return new Job(ID, order(), NOON, state);
    }

    private static JobOrder order() {
        var parameters = new Value.Fields(Map.of("vm", new Value.Text("web")));
        return new JobOrder("vm.clone", "alice", Role.ADMIN, parameters, Optional.of("k-1"));
    }
}
