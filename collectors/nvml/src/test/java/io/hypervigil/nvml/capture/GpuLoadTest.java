package io.hypervigil.nvml.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.RealPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** The work for a GPU, without one: a library that refuses wrong calls in the driver's place. */
final class GpuLoadTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void it_asks_the_driver_in_order_and_says_what_it_holds() throws Exception {
        try (var load = GpuLoad.start(fake(), folder, SECOND, 512)) {
            assertThat(load.busy().gpuUuid()).isEqualTo("GPU-f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff");
            assertThat(load.busy().bytes()).isEqualTo(512 << 20);
            assertThat(load.busy().name()).isEqualTo("NVIDIA Fake");
            assertThat(load.exitCode(END)).isZero();
            assertThat(load.log())
                    .isEqualTo(
                            """
                            cuInit
                            cuDeviceGetCount
                            cuDeviceGet
                            cuDeviceGetAttribute
                            cuDevicePrimaryCtxRetain
                            cuCtxSetCurrent
                            cuMemAlloc_v2
                            cuMemsetD32_v2
                            cuModuleLoadData
                            cuModuleGetFunction
                            cuLaunchKernel
                            cuCtxSynchronize
                            cuDeviceGetUuid_v2
                            cuDeviceGetName
                            busy GPU-f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff 536870912 NVIDIA Fake
                            """);
        }
    }

    @Test
    void what_the_driver_refuses_is_said_by_its_name() throws Exception {
        var failing = List.of("env", "FAKE_CUDA_FAILS=cuMemAlloc_v2", fake().getLast());

        assertThatThrownBy(() -> GpuLoad.start(failing, folder, SECOND, 512))
                .hasMessageStartingWith("the load ended: cuInit\n")
                .hasMessageEndingWith("cuMemAlloc_v2: 2 CUDA_ERROR_OUT_OF_MEMORY\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sm_75", "sm_80", "sm_86", "sm_89", "sm_90", "sm_100", "sm_120"})
    void the_work_compiles_for_each_kind_of_gpu(String kind) {
        var ptxas =
                RealPart.find("ptxas")
                        .orElseThrow(() -> new TestAbortedException("ptxas, of CUDA, is not here"));
        var run =
                RealPart.run(
                        folder,
                        "",
                        List.of(
                                ptxas.toString(),
                                "-arch",
                                kind,
                                "-o",
                                "work.cubin",
                                GpuLoad.PTX.toString()));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(folder.resolve("work.cubin")).isNotEmptyFile();
    }

    private static List<String> fake() throws Exception {
        var library =
                GpuLoad.compiled("fake-libcuda.c", "libcuda.so.1", List.of("-shared", "-fPIC"));
        return List.of("env", "LD_LIBRARY_PATH=" + library.getParent());
    }
}
