package io.hypervigil.kubernetes;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class KubernetesCollectorTest extends CollectorContractTest {

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first.
    private Kubelet kubelet;

    @BeforeEach
    void start() throws Exception {
        kubelet = Kubelet.in(folder, "answer\nml train cuda nvidia.com/gpu GPU-1 GPU-2\n");
    }

    @AfterEach
    void stop() {
        kubelet.close();
    }

    @Override
    protected Collector collector() {
        return new KubernetesCollector();
    }

    @Override
    protected Path fixture() {
        return folder;
    }
}
