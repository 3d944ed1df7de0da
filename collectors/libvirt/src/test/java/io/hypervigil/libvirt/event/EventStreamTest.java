package io.hypervigil.libvirt.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.event.DirtyListener.Respect;
import io.hypervigil.libvirt.jna.DomainEvent;
import io.hypervigil.libvirt.jna.EventKind;
import io.hypervigil.libvirt.jna.EventKind.Change;
import io.hypervigil.libvirt.jna.EventKind.Lifecycle;
import io.hypervigil.libvirt.jna.EventKind.Reboot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class EventStreamTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final EventLedger ledger = new EventLedger(InstantSource.system());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void tells_what_an_event_makes_dirty() throws Exception {
        gate.countDown();
        try (var stream = EventStream.start("libvirt-event", ledger, new Listener())) {
            stream.accept(event("a", new Lifecycle(Change.DEFINED, "Updated")));
            stream.accept(event("a", new Lifecycle(Change.STARTED, "Booted")));
            stream.accept(event("b", new Lifecycle(Change.SUSPENDED, "Paused")));
            stream.accept(event("b", new EventKind.MigrationIteration(1)));
            stream.accept(event("b", new EventKind.DeviceAdded("net1")));
            stream.accept(event("c", new Lifecycle(Change.UNDEFINED, "Removed")));

            Eventually.get(
                    SOON,
                    () ->
                            assertThat(told)
                                    .containsExactly(
                                            "a DESCRIPTION",
                                            "a DESCRIPTION",
                                            "a STATE",
                                            "b STATE",
                                            "b DESCRIPTION",
                                            "c GONE"));
        }
    }

    @Test
    void a_storm_holds_nobody_up_and_ends_with_everything_read_anew() throws Exception {
        try (var stream = EventStream.start("libvirt-event", ledger, new Listener())) {
            for (int i = 0; i < 3 * EventStream.CAPACITY; i++) {
                stream.accept(event("a", new Reboot()));
            }
            gate.countDown();

            Eventually.get(SOON, () -> assertThat(told).endsWith("all"));
            assertThat(told.stream().filter("all"::equals)).hasSize(1);
            assertThat(exposition())
                    .contains("libvirt_events_total " + 3 * EventStream.CAPACITY)
                    .containsPattern("libvirt_events_dropped_total 1638[34]\n");
        }
    }

    private String exposition() {
        var book = new SampleBook(new SeriesTable(), 100);
        book.begin();
        ledger.write(new ConnectionSink(Optional.empty()).to(book));
        return Exposition.text(List.of(book.finish()));
    }

    private static DomainEvent event(String uuid, EventKind kind) {
        return new DomainEvent(uuid, "domain " + uuid, kind);
    }

    /** Waits at its gate, and notes. */
    private final class Listener implements DirtyListener {

        @Override
        public void dirty(String uuid, Respect respect) {
            try {
                gate.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            told.add(uuid + " " + respect);
        }

        @Override
        public void allDirty() {
            told.add("all");
        }
    }
}
