package io.hypervigil.host;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContractTest;
import java.nio.file.Path;

final class HostCollectorTest extends CollectorContractTest {

    @Override
    protected Collector collector() {
        return new HostCollector();
    }

    @Override
    protected Path fixture() {
        return Path.of("src/test/fixtures/small");
    }
}
