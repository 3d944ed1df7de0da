package io.hypervigil.libvirt.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.libvirt.jna.DomainEvent;
import io.hypervigil.libvirt.jna.EventKind;
import io.hypervigil.libvirt.jna.EventKind.AgentChange;
import io.hypervigil.libvirt.jna.EventKind.BlockJob;
import io.hypervigil.libvirt.jna.EventKind.BlockThreshold;
import io.hypervigil.libvirt.jna.EventKind.Change;
import io.hypervigil.libvirt.jna.EventKind.DeviceAdded;
import io.hypervigil.libvirt.jna.EventKind.DeviceRemoved;
import io.hypervigil.libvirt.jna.EventKind.IoError;
import io.hypervigil.libvirt.jna.EventKind.JobCompleted;
import io.hypervigil.libvirt.jna.EventKind.Lifecycle;
import io.hypervigil.libvirt.jna.EventKind.MemoryFailure;
import io.hypervigil.libvirt.jna.EventKind.MetadataChange;
import io.hypervigil.libvirt.jna.EventKind.MigrationIteration;
import io.hypervigil.libvirt.jna.EventKind.Power;
import io.hypervigil.libvirt.jna.EventKind.PowerChange;
import io.hypervigil.libvirt.jna.EventKind.Reboot;
import io.hypervigil.libvirt.jna.EventKind.UnknownLifecycle;
import io.hypervigil.libvirt.jna.EventKind.Watchdog;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EventLedgerTest {

    private static final String WEB = "6695eb01-f6a4-8304-79aa-97f2502e193f";
    private static final String OTHER = "00000000-f6a4-8304-79aa-97f2502e193f";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final EventLedger ledger = new EventLedger(clock);
    private final SampleBook book = new SampleBook(new SeriesTable(), 1_000);

    @Test
    void a_known_domain_has_its_alarming_counters_from_the_start() {
        ledger.known(Map.of(WEB, "web"));

        assertThat(lines())
                .containsExactly(
                        "libvirt_domain_crashes_total{domain=\"web\"} 0",
                        "libvirt_domain_guest_panics_total{domain=\"web\"} 0",
                        "libvirt_domain_io_errors_total{domain=\"web\",reason=\"enospc\"} 0",
                        "libvirt_domain_io_errors_total{domain=\"web\",reason=\"other\"} 0",
                        "libvirt_domain_watchdog_events_total{domain=\"web\",action=\"reset\"} 0",
                        "libvirt_events_dropped_total 0",
                        "libvirt_events_total 0");
    }

    @Test
    void every_kind_of_event_is_counted() {
        List.of(
                        new Lifecycle(Change.STARTED, "Booted"),
                        new Lifecycle(Change.CRASHED, "Panicked"),
                        new Lifecycle(Change.STOPPED, "Crashed"),
                        new Lifecycle(Change.STOPPED, "Failed"),
                        new UnknownLifecycle(9, 1),
                        new Reboot(),
                        new Watchdog("poweroff"),
                        new IoError("/a", "virtio-disk0", "pause", "enospc"),
                        new IoError("/a", "virtio-disk0", "pause", ""),
                        new AgentChange(true, "channel event"),
                        new AgentChange(false, "channel event"),
                        new PowerChange(Power.SUSPEND_DISK),
                        new MigrationIteration(1),
                        new MigrationIteration(2),
                        new MemoryFailure("guest", "inject"),
                        new BlockThreshold("vda[1]", 1, 2),
                        new JobCompleted(TypedParameters.of(Map.of("operation", 5L))),
                        new BlockJob("vda", "Block Commit", "ready"),
                        new DeviceAdded("net1"),
                        new DeviceRemoved("net1"),
                        new MetadataChange(Optional.empty()))
                .forEach(kind -> ledger.count(event(kind)));

        assertThat(lines())
                .containsExactly(
                        "libvirt_domain_agent_events_total{domain=\"web\",event=\"connected\"} 1",
                        "libvirt_domain_agent_events_total{domain=\"web\",event=\"disconnected\"} 1",
                        "libvirt_domain_block_job_events_total{domain=\"web\",type=\"Block"
                                + " Commit\",status=\"ready\"} 1",
                        "libvirt_domain_block_threshold_events_total{domain=\"web\",device=\"vda[1]\"}"
                                + " 1",
                        "libvirt_domain_crashes_total{domain=\"web\"} 2",
                        "libvirt_domain_device_events_total{domain=\"web\",event=\"added\"} 1",
                        "libvirt_domain_device_events_total{domain=\"web\",event=\"removed\"} 1",
                        "libvirt_domain_guest_panics_total{domain=\"web\"} 1",
                        "libvirt_domain_io_errors_total{domain=\"web\",reason=\"enospc\"} 1",
                        "libvirt_domain_io_errors_total{domain=\"web\",reason=\"other\"} 1",
                        "libvirt_domain_jobs_completed_total{domain=\"web\",operation=\"Outgoing"
                                + " migration\"} 1",
                        "libvirt_domain_last_start_timestamp_seconds{domain=\"web\"} 1767225600",
                        "libvirt_domain_last_stop_timestamp_seconds{domain=\"web\"} 1767225600",
                        lifecycle("9", "1"),
                        lifecycle("crashed", "Panicked"),
                        lifecycle("started", "Booted"),
                        lifecycle("stopped", "Crashed"),
                        lifecycle("stopped", "Failed"),
                        "libvirt_domain_memory_failures_total{domain=\"web\",recipient=\"guest\",action=\"inject\"}"
                                + " 1",
                        "libvirt_domain_migration_iterations_total{domain=\"web\"} 2",
                        "libvirt_domain_power_events_total{domain=\"web\",event=\"suspend_disk\"} 1",
                        "libvirt_domain_reboots_total{domain=\"web\"} 1",
                        "libvirt_domain_watchdog_events_total{domain=\"web\",action=\"poweroff\"} 1",
                        "libvirt_domain_watchdog_events_total{domain=\"web\",action=\"reset\"} 0",
                        "libvirt_events_dropped_total 0",
                        "libvirt_events_total 21");
    }

    @Test
    void counters_of_a_domain_that_is_gone_are_kept_for_ten_minutes() {
        ledger.known(Map.of(WEB, "web", OTHER, "shop"));
        ledger.count(event(new Lifecycle(Change.UNDEFINED, "Removed")));
        ledger.known(Map.of(WEB, "web"));
        clock.advance(Duration.ofMinutes(5));
        assertThat(lines()).anyMatch(line -> line.contains("shop"));

        clock.advance(Duration.ofMinutes(6));

        // The one that was undefined while it ran was listed since.
        assertThat(lines()).noneMatch(line -> line.contains("shop"));
        assertThat(lines()).anyMatch(line -> line.contains("web"));
    }

    @Test
    void a_domain_that_is_renamed_keeps_its_counters() {
        ledger.count(event(new Reboot()));
        ledger.count(new DomainEvent(WEB, "shop", new Lifecycle(Change.UNDEFINED, "Renamed")));
        clock.advance(Duration.ofHours(1));

        assertThat(lines())
                .contains("libvirt_domain_reboots_total{domain=\"shop\"} 1")
                .noneMatch(line -> line.contains("web"));
    }

    @Test
    void a_new_domain_of_the_same_name_takes_the_place_of_the_old() {
        ledger.count(event(new Reboot()));
        ledger.count(new DomainEvent(OTHER, "web", new Lifecycle(Change.DEFINED, "Added")));

        assertThat(lines())
                .noneMatch(line -> line.contains("reboots"))
                .contains(lifecycle("defined", "Added"));
    }

    @Test
    void a_flood_of_labels_is_bounded() {
        for (int i = 0; i < 10_000; i++) {
            ledger.count(event(new BlockThreshold("vd" + i, 1, 1)));
        }
        assertThat(lines()).hasSize(202).contains("libvirt_events_total 10000");
    }

    private static DomainEvent event(EventKind kind) {
        return new DomainEvent(WEB, "web", kind);
    }

    private static String lifecycle(String event, String reason) {
        return "libvirt_domain_lifecycle_events_total{domain=\"web\",event=\""
                + event
                + "\",reason=\""
                + reason
                + "\"} 1";
    }

    private List<String> lines() {
        book.begin();
        assertThat(new EventProbe(Optional.empty(), ledger).sample(book))
                .isEqualTo(Outcome.SAMPLED);
        return Exposition.text(List.of(book.finish()))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
