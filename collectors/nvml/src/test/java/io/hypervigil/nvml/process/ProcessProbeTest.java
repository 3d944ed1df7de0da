package io.hypervigil.nvml.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.cgroup.FakeProc;
import io.hypervigil.nvml.cgroup.ProcessCgroups;
import io.hypervigil.nvml.driver.Entry;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessProbeTest {

    private static final String HEAD =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlSystemGetNVMLVersion = 12.550.54.15
            nvmlSystemGetCudaDriverVersion = 12040
            nvmlDeviceGetCount_v2 = 1
            [gpu 0]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            """;

    @TempDir Path folder;

    private final FactBoard facts = new FactBoard();
    private final SampleBook book = new SampleBook(new SeriesTable(), 100_000);
    private FakeProc proc;
    private StubDriver stub;
    private NvmlDriver driver;
    private ProcessProbe probe;

    @BeforeEach
    void follow() throws IOException {
        proc = new FakeProc(Files.createDirectories(folder.resolve("proc")));
        stub = StubDriver.following(folder, HEAD);
        driver = StubGpu.driver(folder, stub);
        driver.attach();
        probe = probe(2);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void the_largest_have_series_of_their_own_and_the_rest_a_sum() throws IOException {
        proc.runs(100, "python3", 11, "/");
        proc.runs(200, "Xorg", 12, "/");
        proc.runs(300, "a) \"b\\", 13, "/");
        proc.runs(400, "small", 14, "/");
        says(
                """
                ComputeProcesses = 100:4000:-:- 300:5000:-:- 400:30:-:-
                GraphicsProcesses = 200:20:-:- 300:5000:-:-
                MPSComputeProcesses = error 3
                nvmlDeviceGetProcessUtilization = 100:1000:40:10:0:0 100:2000:60:30:5:0 \
                300:2000:20:5:0:101 200:1500:2:1:0:0 400:1500:3:1:0:7
                """);

        assertThat(sample())
                .isEqualTo(
                        """
                        # HELP gpu_process_decoder_ratio Share of the decoder that a process had, mean of the samples of nvmlDeviceGetProcessUtilization.
                        # TYPE gpu_process_decoder_ratio gauge
                        gpu_process_decoder_ratio{gpu="GPU-1",pid="100",command="python3",type="compute"} 0
                        # HELP gpu_process_encoder_ratio Share of the encoder that a process had, mean of the samples of nvmlDeviceGetProcessUtilization.
                        # TYPE gpu_process_encoder_ratio gauge
                        gpu_process_encoder_ratio{gpu="GPU-1",pid="100",command="python3",type="compute"} 0.025
                        gpu_process_encoder_ratio{gpu="GPU-1",pid="300",command="a) \\"b\\\\",type="compute+graphics"} 0
                        # HELP gpu_process_memory_bytes GPU memory of a process, of those with the most, from nvmlDeviceGet{Compute,Graphics,MPSCompute}RunningProcesses.
                        # TYPE gpu_process_memory_bytes gauge
                        gpu_process_memory_bytes{gpu="GPU-1",gpu_instance="",pid="100",command="python3",type="compute"} 4000
                        gpu_process_memory_bytes{gpu="GPU-1",gpu_instance="",pid="300",command="a) \\"b\\\\",type="compute+graphics"} 5000
                        # HELP gpu_process_memory_utilization_ratio Share of the memory's time that a process had, mean of the samples of nvmlDeviceGetProcessUtilization.
                        # TYPE gpu_process_memory_utilization_ratio gauge
                        gpu_process_memory_utilization_ratio{gpu="GPU-1",pid="100",command="python3",type="compute"} 0.2
                        gpu_process_memory_utilization_ratio{gpu="GPU-1",pid="300",command="a) \\"b\\\\",type="compute+graphics"} 0.05
                        # HELP gpu_process_sm_ratio Share of the streaming multiprocessors that a process had, mean of the samples of nvmlDeviceGetProcessUtilization.
                        # TYPE gpu_process_sm_ratio gauge
                        gpu_process_sm_ratio{gpu="GPU-1",pid="100",command="python3",type="compute"} 0.5
                        gpu_process_sm_ratio{gpu="GPU-1",pid="300",command="a) \\"b\\\\",type="compute+graphics"} 0.2
                        # HELP gpu_processes Processes on the GPU by what they use it for, from nvmlDeviceGet{Compute,Graphics,MPSCompute}RunningProcesses.
                        # TYPE gpu_processes gauge
                        gpu_processes{gpu="GPU-1",type="compute"} 2
                        gpu_processes{gpu="GPU-1",type="compute+graphics"} 1
                        gpu_processes{gpu="GPU-1",type="graphics"} 1
                        # HELP gpu_processes_other_decoder_ratio Share of the decoder that all processes had that have no series of their own, mean of the samples of nvmlDeviceGetProcessUtilization.
                        # TYPE gpu_processes_other_decoder_ratio gauge
                        gpu_processes_other_decoder_ratio{gpu="GPU-1"} 0.07
                        # HELP gpu_processes_other_encoder_ratio Share of the encoder that all processes had that have no series of their own, mean of the samples of nvmlDeviceGetProcessUtilization.
                        # TYPE gpu_processes_other_encoder_ratio gauge
                        gpu_processes_other_encoder_ratio{gpu="GPU-1"} 0
                        # HELP gpu_processes_other_memory_bytes GPU memory of all processes that have no series of their own, from nvmlDeviceGet{Compute,Graphics,MPSCompute}RunningProcesses.
                        # TYPE gpu_processes_other_memory_bytes gauge
                        gpu_processes_other_memory_bytes{gpu="GPU-1"} 50
                        # HELP gpu_processes_other_memory_utilization_ratio Share of the memory's time that all processes had that have no series of their own, mean of the samples of nvmlDeviceGetProcessUtilization.
                        # TYPE gpu_processes_other_memory_utilization_ratio gauge
                        gpu_processes_other_memory_utilization_ratio{gpu="GPU-1"} 0.02
                        # HELP gpu_processes_other_sm_ratio Share of the streaming multiprocessors that all processes had that have no series of their own, mean of the samples of nvmlDeviceGetProcessUtilization.
                        # TYPE gpu_processes_other_sm_ratio gauge
                        gpu_processes_other_sm_ratio{gpu="GPU-1"} 0.05
                        """);
        assertThat(facts.facts(Fact.GpuProcess.class))
                .containsExactly(
                        fact(100, 11, 4000, 0.5),
                        fact(300, 13, 5000, 0.2),
                        fact(400, 14, 30, 0.03),
                        fact(200, 12, 20, 0.02));
    }

    @Test
    void an_empty_gpu_has_no_process_and_nothing_else() throws IOException {
        says("ComputeProcesses = 0");

        assertThat(plain(sample()))
                .isEqualTo(
                        """
                        gpu_processes{gpu="GPU-1",type="compute"} 0
                        gpu_processes_other_memory_bytes{gpu="GPU-1"} 0
                        """);
    }

    @Test
    void memory_that_the_driver_does_not_say_is_absent() throws IOException {
        proc.runs(100, "python3", 11, "/");
        says("ComputeProcesses = 100:-:-:-");

        assertThat(plain(sample()))
                .isEqualTo(
                        """
                        gpu_processes{gpu="GPU-1",type="compute"} 1
                        gpu_processes_other_memory_bytes{gpu="GPU-1"} 0
                        """);
        assertThat(facts.facts(Fact.GpuProcess.class))
                .containsExactly(
                        new Fact.GpuProcess(
                                "GPU-1", 100, 11, OptionalLong.empty(), OptionalDouble.empty()));
    }

    @Test
    void the_rest_has_no_sum_where_the_driver_does_not_say_a_part_of_it() throws IOException {
        probe = probe(0);
        proc.runs(100, "python3", 11, "/");
        proc.runs(200, "python3", 12, "/");
        says("ComputeProcesses = 100:-:-:- 200:7:-:-");

        assertThat(plain(sample())).isEqualTo("gpu_processes{gpu=\"GPU-1\",type=\"compute\"} 2\n");
    }

    @Test
    void a_process_in_two_instances_of_mig_has_a_series_for_each() throws IOException {
        proc.runs(100, "python3", 11, "/");
        says("ComputeProcesses = 100:7:1:0 100:5:1:1 100:3:2:0");

        assertThat(plain(sample()))
                .isEqualTo(
                        """
                        gpu_process_memory_bytes{gpu="GPU-1",gpu_instance="1",pid="100",command="python3",type="compute"} 12
                        gpu_process_memory_bytes{gpu="GPU-1",gpu_instance="2",pid="100",command="python3",type="compute"} 3
                        gpu_processes{gpu="GPU-1",type="compute"} 2
                        gpu_processes_other_memory_bytes{gpu="GPU-1"} 0
                        """);
    }

    @Test
    void a_process_that_has_ended_since_it_was_listed_belongs_to_the_rest() throws IOException {
        proc.runs(100, "python3", 11, "/");
        proc.runs(200, "python3", 12, "/");
        says("ComputeProcesses = 100:4000:-:- 200:50:-:-");
        sample();
        proc.ends(200);

        var ended = plain(sample());
        says("ComputeProcesses = 100:4000:-:-");

        assertThat(ended)
                .isEqualTo(
                        """
                        gpu_process_memory_bytes{gpu="GPU-1",gpu_instance="",pid="100",command="python3",type="compute"} 4000
                        gpu_processes{gpu="GPU-1",type="compute"} 2
                        gpu_processes_other_memory_bytes{gpu="GPU-1"} 50
                        """);
        assertThat(plain(sample()))
                .isEqualTo(
                        """
                        gpu_process_memory_bytes{gpu="GPU-1",gpu_instance="",pid="100",command="python3",type="compute"} 4000
                        gpu_processes{gpu="GPU-1",type="compute"} 1
                        gpu_processes_other_memory_bytes{gpu="GPU-1"} 0
                        """);
    }

    @Test
    void the_work_of_a_process_is_not_that_of_another_with_its_pid() throws IOException {
        proc.runs(100, "python3", 11, "/");
        says(
                """
                ComputeProcesses = 100:4000:-:-
                nvmlDeviceGetProcessUtilization = 100:1000:40:10:0:0
                """);
        assertThat(sample()).contains("gpu_process_sm_ratio{gpu=\"GPU-1\",pid=\"100\"");
        proc.runs(100, "other", 99, "/");
        says(
                """
                ComputeProcesses = 100:4000:-:-
                nvmlDeviceGetProcessUtilization = 100:1000:40:10:0:0 100:2000:90:10:0:0
                """);

        var reused = sample();
        says(
                """
                ComputeProcesses = 100:4000:-:-
                nvmlDeviceGetProcessUtilization = 100:2000:90:10:0:0 100:3000:10:10:0:0
                """);

        assertThat(reused).contains("command=\"other\"").doesNotContain("gpu_process_sm_ratio");
        assertThat(sample())
                .contains(
                        "gpu_process_sm_ratio{gpu=\"GPU-1\",pid=\"100\",command=\"other\",type=\"compute\"} 0.1\n");
    }

    @Test
    void what_was_seen_is_not_counted_again_and_garbage_never() throws IOException {
        proc.runs(100, "python3", 11, "/");
        says(
                """
                ComputeProcesses = 100:4000:-:-
                nvmlDeviceGetProcessUtilization = 100:1000:40:10:0:0 100:1100:4294967:10:0:0
                """);

        assertThat(sample()).contains("type=\"compute\"} 0.4\n");
        assertThat(sample()).doesNotContain("gpu_process_sm_ratio");
    }

    @Test
    void a_driver_of_branch_535_writes_a_longer_struct() throws IOException {
        driver.close();
        var old = Files.createDirectories(folder.resolve("old"));
        stub =
                StubDriver.following(
                        old,
                        HEAD.replace("[gpu 0]", "process_bytes = 32\n[gpu 0]")
                                + "ComputeProcesses = 100:4000:-:- 200:5000:-:-",
                        "nvmlDeviceGetRunningProcessDetailList");
        driver = StubGpu.driver(old, stub);
        driver.attach();
        probe = probe(2);
        proc.runs(100, "python3", 11, "/");
        proc.runs(200, "python3", 12, "/");

        assertThat(plain(sample()))
                .isEqualTo(
                        """
                        gpu_process_memory_bytes{gpu="GPU-1",gpu_instance="",pid="100",command="python3",type="compute"} 4000
                        gpu_process_memory_bytes{gpu="GPU-1",gpu_instance="",pid="200",command="python3",type="compute"} 5000
                        gpu_processes{gpu="GPU-1",type="compute"} 2
                        gpu_processes_other_memory_bytes{gpu="GPU-1"} 0
                        """);
    }

    @Test
    void of_two_hundred_processes_twenty_have_series_of_their_own() throws IOException {
        probe = probe(20);
        var lines = new StringBuilder();
        for (int line = 0; line < 10; line++) {
            lines.append(line == 0 ? "ComputeProcesses = " : "ComputeProcesses." + line + " = ");
            for (int i = 0; i < 20; i++) {
                int pid = 1000 + line * 20 + i;
                proc.runs(pid, "worker", pid, "/");
                lines.append(pid).append(':').append(pid).append(":-:- ");
            }
            lines.append('\n');
        }
        says(lines.toString());

        var text = plain(sample());

        int rest = IntStream.range(1000, 1180).sum();
        assertThat(text.lines().filter(line -> line.startsWith("gpu_process_memory_bytes")))
                .hasSize(20)
                .allMatch(line -> line.matches(".*pid=\"11[89][0-9]\".*"));
        assertThat(text)
                .contains("gpu_processes{gpu=\"GPU-1\",type=\"compute\"} 200\n")
                .contains("gpu_processes_other_memory_bytes{gpu=\"GPU-1\"} " + rest + "\n");
        assertThat(facts.facts(Fact.GpuProcess.class)).hasSize(200);
    }

    @Test
    void a_lost_gpu_fails_and_the_board_forgets_its_processes() throws IOException {
        proc.runs(100, "python3", 11, "/");
        says("ComputeProcesses = 100:4000:-:-");
        sample();
        says("all = error 15");

        book.begin();
        var outcome = probe.sample(book);

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(facts.facts(Fact.GpuProcess.class)).isEmpty();
    }

    @Test
    void a_gpu_without_a_handle_is_not_asked() {
        driver.close();

        book.begin();

        assertThat(probe.sample(book))
                .isEqualTo(new Outcome.Unavailable("the driver gives no handle of it"));
    }

    @Test
    void a_gpu_that_another_call_is_stuck_in_is_not_asked() throws InterruptedException {
        var isEntered = new CountDownLatch(1);
        var isLeft = new CountDownLatch(1);
        var stuck =
                CompletableFuture.runAsync(
                        () -> {
                            var entry = (Entry.Within) driver.enter("GPU-1");
                            isEntered.countDown();
                            awaits(isLeft);
                            entry.close();
                        });
        isEntered.await();
        facts.publish("nvml.processes-GPU-1", List.of(fact(100, 11, 4000, 0.5)));
        says("ComputeProcesses = hang");

        book.begin();
        var outcome = probe.sample(book);
        isLeft.countDown();
        stuck.join();

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(facts.facts(Fact.GpuProcess.class)).isEmpty();
    }

    @Test
    void a_closed_probe_leaves_nothing_on_the_board() throws IOException {
        proc.runs(100, "python3", 11, "/");
        says("ComputeProcesses = 100:4000:-:-");
        sample();

        probe.close();
        assertThat(facts.facts(Fact.GpuProcess.class)).isEmpty();

        sample();
        assertThat(facts.facts(Fact.GpuProcess.class)).isEmpty();
    }

    @Test
    void the_board_is_told_where_no_samples_are_wanted() throws IOException {
        proc.runs(100, "python3", 11, "/");
        says("ComputeProcesses = 100:4000:-:-");
        var tree = folder.resolve("proc");
        probe =
                ProcessProbe.withoutSamples(
                        driver,
                        "GPU-1",
                        FileTree.at(tree),
                        new ProcessCgroups(FileTree.at(tree)),
                        facts,
                        Duration.ofSeconds(15));

        assertThat(sample()).isEmpty();
        assertThat(facts.facts(Fact.GpuProcess.class)).hasSize(1);
    }

    @Test
    void a_proc_that_knows_none_of_them_is_told_of() throws IOException {
        says("ComputeProcesses = 100:4000:-:-");

        sample();

        assertThat(book.missing())
                .contains(
                        new SampleBook.Missing(
                                "gpu_process_memory_bytes",
                                "no process that the driver lists is in /proc: is it that of the"
                                        + " host?"));
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private ProcessProbe probe(int top) {
        var tree = folder.resolve("proc");
        return new ProcessProbe(
                driver,
                "GPU-1",
                FileTree.at(tree),
                new ProcessCgroups(FileTree.at(tree)),
                facts,
                top,
                Duration.ofSeconds(15));
    }

    private void says(String lines) {
        stub.become(HEAD + lines);
    }

    private String sample() {
        book.begin();
        assertThat(probe.sample(book)).isEqualTo(Outcome.SAMPLED);
        return Exposition.text(List.of(book.finish()));
    }

    private static String plain(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Fact.GpuProcess fact(long pid, long startTicks, long memory, double sm) {
        return new Fact.GpuProcess(
                "GPU-1", pid, startTicks, OptionalLong.of(memory), OptionalDouble.of(sm));
    }
}
