package io.hypervigil.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Permitted;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import io.hypervigil.sampling.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with jobs that is killed by SIGKILL, and the one after it. */
final class JobRestartTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JobLimits LIMITS =
            new JobLimits(1, 8, 100, Duration.ofDays(7), Duration.ofSeconds(5));

    @TempDir Path folder;

    @Test
    void after_a_kill_what_ended_is_as_it_was_and_what_had_not_is_interrupted() throws Exception {
        var before = killed();

        try (var jobs = open()) {
            var after = jobs.all();

            assertThat(after).hasSize(4);
            assertThat(JobJson.of(named(after, "image.fetch")))
                    .isEqualTo(JobJson.of(named(before, "image.fetch")));
            assertThat(JobJson.of(named(after, "vm.save")))
                    .isEqualTo(JobJson.of(named(before, "vm.save")));
            assertThat(failure(named(after, "vm.clone")))
                    .isEqualTo(
                            "the process ended while it ran, at 40 %: 12 of 30 MiB copied"
                                    + " | look at what is there, and ask anew for vm.clone: what is"
                                    + " done already stays as it is");
            assertThat(failure(named(after, "vm.create")))
                    .isEqualTo(
                            "the process ended before it began"
                                    + " | nothing was done: ask anew for vm.create");
            var sentAgain = jobs.take(order("vm.clone"), _ -> Handler.result("again"));
            assertThat(sentAgain.isNew()).isFalse();
            assertThat(sentAgain.job()).isEqualTo(named(after, "vm.clone"));
        }
    }

    @Test
    void a_damaged_file_is_told_by_its_name_and_line_and_stops_nothing() throws Exception {
        var before = killed();
        var file = folder.resolve("jobs").resolve(named(before, "vm.save").id() + ".json");
        Files.writeString(
                file,
                Files.readString(file).replace("\"kind\" : \"conflict\"", "\"kind\" : \"x\""));

        var run = RealPart.run(folder, "", command("list"));

        assertThat(run.output())
                .contains("msg=\"a file of a job is damaged, it is set aside\" file=" + file)
                .contains("error=\"line 14: failure: kind: not one of those that are known\"")
                .contains("msg=\"a job was interrupted by the end of the process\"")
                .contains("3 jobs\n");
    }

    /** Jobs as they were on disk when their process was killed. */
    private List<Job> killed() throws Exception {
        try (var process = RealPart.start(folder, "jobs-process", command("work"))) {
            Eventually.get(
                    SOON,
                    () -> {
                        assertThat(process.log()).contains("as far as it goes\n");
                        return true;
                    });
            var kill = List.of("kill", "-KILL", String.valueOf(process.pid()));
            assertThat(RealPart.run(folder, "", kill).exitCode()).isZero();
            assertThat(process.exitCode(SOON)).isEqualTo(128 + 9);
        }
        var copy = Files.createDirectories(folder.resolve("copy"));
        try (var files = Files.list(folder.resolve("jobs"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (var copied = JobFolder.open(Optional.of(copy))) {
            return copied.load();
        }
    }

    private List<String> command(String what) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JobRestartTest.class.getName(),
                what,
                folder.resolve("jobs").toString());
    }

    private Jobs open() throws IOException {
        return open(folder.resolve("jobs"));
    }

    private static Jobs open(Path path) throws IOException {
        return Jobs.open(
                JobFolder.open(Optional.of(path)), LIMITS, InstantSource.system(), Ticker.SYSTEM);
    }

    private static Job named(List<Job> jobs, String action) {
        return jobs.stream()
                .filter(job -> job.order().action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private static String failure(Job job) {
        var outcome = (JobOutcome.Interrupted) ((JobState.Ended) job.state()).outcome();
        return outcome.failure().message() + " | " + outcome.failure().remedy();
    }

    private static JobOrder order(String action) {
        var parameters = new Value.Fields(Map.of("vm", new Value.Text("web")));
        return new JobOrder(action, "alice", Role.ADMIN, parameters, Optional.of(action));
    }

    /** The process: two jobs that end, one that never does, and one behind it. */
    public static void main(String[] args) throws Exception {
        try (var jobs = open(Path.of(args[1]))) {
            if (args[0].equals("work")) {
                work(jobs);
            }
            say(jobs.all().size() + " jobs");
        }
    }

    private static void work(Jobs jobs) throws ActionFailure, InterruptedException {
        var fetched = jobs.take(order("image.fetch"), _ -> Handler.result("fetched")).job();
        var saved =
                jobs.take(
                                order("vm.save"),
                                _ -> {
                                    throw new ActionFailure(Kind.CONFLICT, "off", "start it", null);
                                })
                        .job();
        jobs.await(fetched.id(), SOON);
        jobs.await(saved.id(), SOON);
        var isFar = new CountDownLatch(1);
        jobs.take(
                order("vm.clone"),
                watch -> {
                    hold(Duration.ofMillis(1_100));
                    watch.progress(0.4, "12 of 30 MiB copied");
                    isFar.countDown();
                    hold(Duration.ofHours(1));
                    return Handler.result("never");
                });
        jobs.take(order("vm.create"), _ -> Handler.result("never"));
        isFar.await();
        say("as far as it goes");
        hold(Duration.ofHours(1));
    }

    private static void hold(Duration span) {
        try {
            var _ = new CountDownLatch(1).await(span.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Permitted("to the test")
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
