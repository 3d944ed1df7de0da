package io.hypervigil.nvml;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContractTest;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class NvmlCollectorTest extends CollectorContractTest {

    @TempDir Path folder;

    private Path library = Path.of("");

    @BeforeEach
    void load_the_driver() {
        try {
            Files.createDirectories(folder.resolve("sys/module/nvidia"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        library =
                StubDriver.following(
                                folder,
                                """
                                [system]
                                nvmlSystemGetDriverVersion = 550.54.15
                                nvmlDeviceGetCount_v2 = 2
                                [gpu *]
                                nvmlDeviceGetPowerUsage = 71000
                                nvmlDeviceGetUtilizationRates = 37 12
                                [gpu 0]
                                nvmlDeviceGetUUID = GPU-0
                                nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
                                [gpu 1]
                                nvmlDeviceGetUUID = GPU-1
                                nvmlDeviceGetPciInfo_v3 = 00000000:86:00.0 0x233010de
                                """)
                        .library();
    }

    @Override
    protected Collector collector() {
        return new NvmlCollector();
    }

    @Override
    protected Path fixture() {
        return folder;
    }

    @Override
    protected Record settings() {
        return StubSettings.of(library);
    }
}
