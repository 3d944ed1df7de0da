package io.hypervigil.containers;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class ContainersCollectorTest extends CollectorContractTest {

    @TempDir Path folder;

    private Told told = Told.nothing();

    @BeforeEach
    void make() {
        told = Hosts.V2_SYSTEMD.make(folder);
    }

    @Override
    protected Collector collector() {
        return new ContainersCollector(told);
    }

    @Override
    protected Path fixture() {
        return folder;
    }

    @Override
    protected Record settings() {
        return Hosts.V2_SYSTEMD.settings();
    }
}
