package io.hypervigil.nvml.xid;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XidEventsTest {

    private static final String TWO_GPUS =
            """
            [system]
            nvmlDeviceGetCount_v2 = 2
            nvmlSystemGetDriverVersion = 550.54.15
            [gpu *]
            nvmlDeviceGetSupportedEventTypes = 31
            [gpu 0]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            [gpu 1]
            nvmlDeviceGetUUID = GPU-2
            nvmlDeviceGetPciInfo_v3 = 00000000:5E:00.0 0x233010de
            """;

    @TempDir Path folder;
    private final XidLedger ledger = new XidLedger();
    private final SampleBook book = new SampleBook(new SeriesTable(), 100);

    @Test
    void events_of_all_gpus_reach_the_ledger_once() throws IOException {
        var stub = StubDriver.following(folder, TWO_GPUS);
        try (var driver = StubGpu.driver(folder, stub)) {
            driver.attach();
            var events = events(driver);
            round(events);
            stub.alsoSay("[system]\nevents = 1:0:8:79 2:1:8:31 3:1:8:31 4:1:4:0");

            assertThat(round(events)).isEqualTo(Outcome.SAMPLED);
            round(events);

            assertThat(counts()).hasToString("{0000:3b:00.0 79=1, 0000:5e:00.0 31=2}");
            assertThat(missing()).isEmpty();
        }
    }

    @Test
    void a_gpu_without_events_is_missing_and_the_others_are_not() throws IOException {
        var stub =
                StubDriver.following(
                        folder,
                        TWO_GPUS
                                + "nvmlDeviceGetSupportedEventTypes = 0\n"
                                + "[system]\nevents = 1:0:8:79 2:1:8:31");
        try (var driver = StubGpu.driver(folder, stub)) {
            driver.attach();

            round(events(driver));

            assertThat(counts()).hasToString("{0000:3b:00.0 79=1}");
            assertThat(missing()).containsExactly("XID events: GPU-2: registering: not supported");
        }
    }

    @Test
    void without_a_driver_it_is_quiet() throws IOException {
        var stub = StubDriver.following(folder, TWO_GPUS);
        try (var driver = StubGpu.driver(folder, stub)) {

            assertThat(round(events(driver)))
                    .isEqualTo(new Outcome.Unavailable("the driver is not in use"));
        }
    }

    @Test
    void after_the_driver_was_let_go_gpus_are_registered_again() throws IOException {
        var stub = StubDriver.following(folder, TWO_GPUS);
        try (var driver = StubGpu.driver(folder, stub)) {
            driver.attach();
            var events = events(driver);
            round(events);
            driver.release(Optional.empty());
            driver.attach();
            assertThat(round(events)).isInstanceOf(Outcome.Unavailable.class);

            driver.reacquire();
            driver.attach();
            stub.alsoSay("[system]\nevents = 1:0:8:48");
            round(events);

            assertThat(counts()).hasToString("{0000:3b:00.0 48=1}");
        }
    }

    @Test
    void an_older_library_has_no_events() throws IOException {
        var stub = StubDriver.following(folder, TWO_GPUS, "nvmlEventSetCreate");
        try (var driver = StubGpu.driver(folder, stub)) {
            driver.attach();

            assertThat(round(events(driver))).isEqualTo(Outcome.SAMPLED);

            assertThat(missing())
                    .containsExactly("XID events: the library has no nvmlEventSetCreate");
        }
    }

    private XidEvents events(NvmlDriver driver) {
        return new XidEvents(
                driver, ledger, new ManualClock(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private Outcome round(XidEvents events) {
        book.begin();
        return events.sample(book);
    }

    private Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        ledger.forEachXid(
                (key, tally) -> counts.put(key.address() + " " + key.xid(), tally.count()));
        return counts;
    }

    private List<String> missing() {
        return book.missing().stream().map(it -> it.what() + ": " + it.why()).toList();
    }
}
