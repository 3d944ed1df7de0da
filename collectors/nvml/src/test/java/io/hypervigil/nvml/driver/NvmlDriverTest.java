package io.hypervigil.nvml.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.jna.NvmlCalls;
import io.hypervigil.nvml.jna.NvmlPower;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.stub.StubDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NvmlDriverTest {

    private static final String TWO_GPUS =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlSystemGetNVMLVersion = 12.550.54.15
            nvmlDeviceGetCount_v2 = 2
            [gpu *]
            nvmlDeviceGetPowerUsage = 71000
            [gpu 0]
            nvmlDeviceGetUUID = GPU-0
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            [gpu 1]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:86:00.0 0x233010de
            """;

    private static final String MISMATCH =
            TWO_GPUS.replace("[gpu *]", "nvmlInit_v2 = error 18\n[gpu *]");

    private static final String MISMATCH_WORDS =
            "the library is version 12.550.54.15 and the driver in the kernel 550.90.07: after an"
                    + " upgrade reboot, or unload the nvidia modules and load them again";

    @TempDir Path folder;

    private final AtomicLong seconds = new AtomicLong();
    private @Nullable StubDriver stub;
    private @Nullable NvmlDriver driver;

    @BeforeEach
    void load_the_module() throws IOException {
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
        bind("0000:3b:00.0");
        bind("0000:86:00.0");
    }

    @AfterEach
    void let_go() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void a_driver_that_is_loaded_gives_its_gpus() {
        assertThat(uuids(driver(TWO_GPUS).attach())).containsExactly("GPU-0", "GPU-1");
    }

    @Test
    void without_the_kernel_module_the_library_is_not_even_opened() throws IOException {
        var driver = driver(TWO_GPUS);
        Files.delete(folder.resolve("sys/module/nvidia"));
        Files.delete(stub().library());

        assertThat(driver.attach())
                .isEqualTo(
                        new DriverState.Absent(
                                "no NVIDIA driver: neither "
                                        + folder.resolve("sys/module/nvidia")
                                        + " nor "
                                        + folder.resolve("proc/driver/nvidia")
                                        + " exists"));
    }

    @Test
    void a_module_that_is_unloaded_and_loaded_again_is_followed() throws IOException {
        var driver = driver(TWO_GPUS);
        driver.attach();

        Files.delete(folder.resolve("sys/module/nvidia"));
        var unloaded = driver.attach();
        Files.createDirectories(folder.resolve("sys/module/nvidia"));

        assertThat(unloaded).isInstanceOf(DriverState.Absent.class);
        assertThat(uuids(driver.attach())).containsExactly("GPU-0", "GPU-1");
    }

    @Test
    void a_library_of_another_version_is_broken_and_says_what_to_do() throws IOException {
        Files.writeString(folder.resolve("sys/module/nvidia/version"), "550.90.07\n");
        var driver = driver(MISMATCH);

        assertThat(driver.attach()).isEqualTo(new DriverState.Broken(MISMATCH_WORDS));
    }

    @Test
    void a_broken_driver_is_asked_again_with_growing_pauses_and_its_reason_stays()
            throws IOException {
        Files.writeString(folder.resolve("sys/module/nvidia/version"), "550.90.07\n");
        var driver = driver(MISMATCH);
        driver.attach();
        driver.attach();

        assertThat(driver.attach())
                .isEqualTo(
                        new DriverState.Waiting(
                                MISMATCH_WORDS + "; the driver is asked again in 10 s"));
        stub().become(TWO_GPUS);
        seconds.addAndGet(11);
        assertThat(uuids(driver.attach())).containsExactly("GPU-0", "GPU-1");
    }

    @Test
    void a_module_that_is_loaded_anew_is_asked_at_once() throws IOException {
        var driver = driver(MISMATCH);
        driver.attach();
        driver.attach();

        Files.delete(folder.resolve("sys/module/nvidia"));
        driver.attach();
        stub().become(TWO_GPUS);
        Files.createDirectories(folder.resolve("sys/module/nvidia"));

        assertThat(uuids(driver.attach())).containsExactly("GPU-0", "GPU-1");
    }

    @Test
    void a_loaded_driver_whose_library_cannot_be_loaded_is_broken() throws IOException {
        Files.writeString(folder.resolve("sys/module/nvidia/version"), "550.90.07\n");
        var driver = driver(TWO_GPUS);
        Files.delete(stub().library());

        var state = driver.attach();

        assertThat(state).isInstanceOf(DriverState.Broken.class);
        assertThat(((DriverState.Broken) state).reason())
                .isEqualTo(
                        "the NVIDIA driver 550.90.07 is loaded, and its library cannot be: "
                                + stub().library()
                                + ": cannot open shared object file: No such file or directory:"
                                + " install libnvidia-ml of the driver's version");
    }

    @Test
    void a_gpu_that_is_left_alone_is_called_again_after_five_minutes() {
        var driver = driver(TWO_GPUS);
        var gpu = attached(driver).gpus().getFirst();
        driver.leaveAlone(gpu.pciAddress(), "XID 119");

        assertThat(driver.enter(gpu.uuid()))
                .isEqualTo(new Entry.NoHandle("XID 119; it is asked again in 301 s"));
        try (var other = (Entry.Within) driver.enter("GPU-1")) {
            assertThat(other.gpu().uuid()).isEqualTo("GPU-1");
        }
        seconds.addAndGet(301);
        try (var again = (Entry.Within) driver.enter(gpu.uuid())) {
            assertThat(again.gpu()).isEqualTo(gpu);
        }
    }

    @Test
    void after_a_doubt_all_is_taken_anew_with_growing_pauses() {
        var driver = driver(TWO_GPUS);
        var first = attached(driver).life();

        driver.doubt("GPU GPU-1 answered that it is lost");
        var second = attached(driver).life();
        driver.doubt("again");
        var tooSoon = attached(driver).life();
        seconds.addAndGet(11);
        var third = attached(driver).life();

        assertThat(second).isNotSameAs(first);
        assertThat(tooSoon).isSameAs(second);
        assertThat(third).isNotSameAs(second);
    }

    @Test
    void a_gpu_that_is_counted_and_gives_no_handle_is_told_of() {
        var state = driver(TWO_GPUS.replace("[gpu 1]", "[gpu 1]\nhandle = error 15")).attach();

        assertThat(uuids(state)).containsExactly("GPU-0");
        assertThat(((DriverState.Attached) state).lost())
                .containsExactly(
                        "GPU 1: nvmlDeviceGetHandleByIndex_v2: 15, the GPU has fallen off the bus"
                                + " or is not accessible");
    }

    @Test
    void a_driver_that_counts_none_of_the_gpus_it_is_bound_to_is_told_of() {
        var state =
                driver(TWO_GPUS.replace("nvmlDeviceGetCount_v2 = 2", "nvmlDeviceGetCount_v2 = 0"))
                        .attach();

        assertThat(((DriverState.Attached) state).lost())
                .containsExactly(
                        "nvmlDeviceGetCount_v2: 0, though the driver is bound to 0000:3b:00.0,"
                                + " 0000:86:00.0");
    }

    @Test
    void a_released_gpu_is_not_touched_until_it_is_reacquired() {
        var driver = driver(TWO_GPUS);
        driver.attach();

        driver.release(Optional.of("0000:86:00.0"));
        var released = uuids(driver.attach());
        driver.reacquire();

        assertThat(released).containsExactly("GPU-0");
        assertThat(uuids(driver.attach())).containsExactly("GPU-0", "GPU-1");
    }

    @Test
    void when_all_are_released_the_library_is_shut_down() {
        var driver = driver(TWO_GPUS);
        var life = attached(driver).life();

        driver.release(Optional.empty());

        assertThat(driver.attach()).isEqualTo(new DriverState.Absent("the GPUs are released"));
        assertThat(driver.enter("GPU-0"))
                .isEqualTo(new Entry.NoHandle("the driver gives no handle of it"));
        assertThat(attached(reacquired(driver)).life()).isNotSameAs(life);
    }

    @Test
    void a_gpu_that_is_wanted_elsewhere_and_does_not_leave_is_taken_again_after_a_minute() {
        var driver = driver(TWO_GPUS);
        driver.attach();

        driver.giveWay("0000:86:00.0");
        var given = uuids(driver.attach());
        seconds.addAndGet(61);

        assertThat(given).containsExactly("GPU-0");
        assertThat(uuids(driver.attach())).containsExactly("GPU-0", "GPU-1");
    }

    @Test
    void all_give_way_to_one_that_nobody_knows_until_the_bus_has_changed() throws IOException {
        var driver = driver(TWO_GPUS);
        driver.attach();

        driver.giveWay("0001:00:00.0");
        var given = driver.attach();
        Files.delete(folder.resolve("sys/bus/pci/drivers/nvidia/0000:86:00.0"));
        stub().become(TWO_GPUS.replace("Count_v2 = 2", "Count_v2 = 1"));

        assertThat(given).isEqualTo(new DriverState.Absent("the GPUs are released"));
        assertThat(uuids(driver.attach())).containsExactly("GPU-0");
    }

    @Test
    void a_gpu_that_is_bound_later_is_found() throws IOException {
        var driver = driver(TWO_GPUS.replace("Count_v2 = 2", "Count_v2 = 1"));
        driver.attach();

        stub().become(TWO_GPUS);
        bind("0000:af:00.0");

        assertThat(uuids(driver.attach())).containsExactly("GPU-0", "GPU-1");
    }

    @Test
    void a_call_that_hangs_keeps_the_library_and_a_second_one_is_not_made() {
        var driver = driver(TWO_GPUS.replace("[gpu 1]", "[gpu 1]\nnvmlDeviceGetPowerUsage = hang"));
        var life = attached(driver).life();
        var isIn = new CountDownLatch(1);
        var answer = new AtomicReference<@Nullable NvmlResult<Long>>();
        var hung = Threads.start("hung", () -> answer.set(powerOf(driver, "GPU-1", isIn)));
        await(isIn);

        assertThat(driver.enter("GPU-1")).isEqualTo(new Entry.Busy());
        assertThat(powerOf(driver, "GPU-0", new CountDownLatch(1)))
                .isEqualTo(new NvmlResult.Value<>(71_000L));
        driver.doubt("it hangs");
        assertThat(attached(driver).life()).isSameAs(life);

        stub().become(TWO_GPUS);
        join(hung);
        assertThat(answer.get()).isEqualTo(new NvmlResult.Value<>(71_000L));
        assertThat(attached(driver).life()).isNotSameAs(life);
    }

    @Test
    void it_closes_while_a_call_hangs() {
        var driver = driver(TWO_GPUS.replace("[gpu 1]", "[gpu 1]\nnvmlDeviceGetPowerUsage = hang"));
        driver.attach();
        var isIn = new CountDownLatch(1);
        var hung = Threads.start("hung", () -> powerOf(driver, "GPU-1", isIn));
        await(isIn);

        driver.close();

        assertThat(driver.enter("GPU-0")).isNotInstanceOf(Entry.Busy.class);
        stub().become(TWO_GPUS);
        join(hung);
    }

    @Test
    void it_closes_while_the_driver_is_being_taken() throws Exception {
        var driver = driver(TWO_GPUS.replace("[gpu *]", "nvmlInit_v2 = hang\n[gpu *]"));
        var state = new AtomicReference<@Nullable DriverState>();
        var taking = Threads.start("taking", () -> state.set(driver.attach()));
        Eventually.get(
                Duration.ofSeconds(10),
                () -> {
                    assertThat(stub().isHanging()).isTrue();
                    return true;
                });

        driver.close();
        stub().become(TWO_GPUS);
        join(taking);

        assertThat(state.get()).isEqualTo(new DriverState.Absent("closed"));
        assertThat(driver.known()).isEmpty();
    }

    private NvmlDriver driver(String scenario) {
        stub = StubDriver.following(folder, scenario);
        var module =
                new KernelModule(
                        FileTree.at(folder.resolve("sys")), FileTree.at(folder.resolve("proc")));
        driver =
                new NvmlDriver(
                        module,
                        stub.library().toString(),
                        () -> Duration.ofSeconds(seconds.get()).toNanos());
        return driver;
    }

    private StubDriver stub() {
        return java.util.Objects.requireNonNull(stub);
    }

    private static NvmlDriver reacquired(NvmlDriver driver) {
        driver.reacquire();
        return driver;
    }

    private static DriverState.Attached attached(NvmlDriver driver) {
        return (DriverState.Attached) driver.attach();
    }

    private static List<String> uuids(DriverState state) {
        return ((DriverState.Attached) state).gpus().stream().map(AttachedGpu::uuid).toList();
    }

    private static NvmlResult<Long> powerOf(NvmlDriver driver, String uuid, CountDownLatch isIn) {
        try (var entry = (Entry.Within) driver.enter(uuid);
                var calls = new NvmlCalls(entry.gpu().life().library())) {
            isIn.countDown();
            return calls.number(entry.gpu().device(), NvmlPower.nvmlDeviceGetPowerUsage);
        }
    }

    private void bind(String address) throws IOException {
        Files.createDirectories(folder.resolve("sys/bus/pci/drivers/nvidia").resolve(address));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }
}
