package io.hypervigil.libvirt;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LibvirtCollectorTest extends CollectorContractTest {

    @TempDir Path folder;

    @Override
    protected Collector collector() {
        return new LibvirtCollector();
    }

    @Override
    protected Path fixture() {
        return folder;
    }

    @Override
    protected Record settings() {
        return TestSettings.of("test:///default");
    }
}
