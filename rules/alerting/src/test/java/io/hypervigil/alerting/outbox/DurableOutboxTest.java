package io.hypervigil.alerting.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.active.ManualClock;
import io.hypervigil.alerting.disk.FullDisk;
import io.hypervigil.alerting.disk.Journal;
import io.hypervigil.alerting.dispatch.Deliveries;
import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.Target;
import io.hypervigil.alerting.receiver.Outcome;
import io.hypervigil.alerting.receiver.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableOutboxTest {

    private static final Outcome OK = new Outcome.Delivered("ok", Map.of());
    private static final Outcome DOWN = new Outcome.Later("status 500", Optional.empty());

    @TempDir private Path folder;

    private final ManualClock clock = new ManualClock("2026-01-02T03:04:05Z");
    private final ArrayDeque<Outcome> outcomes = new ArrayDeque<>();
    private final List<String> attempts = new ArrayList<>();
    private final List<Map<String, String>> memories = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private DurableOutbox outbox;

    @BeforeEach
    void open() throws IOException {
        outbox = opened(Runnable::run, OutboxSettings.DEFAULT);
    }

    @AfterEach
    void close() throws IOException {
        outbox.close();
    }

    private DurableOutbox opened(Executor executor, OutboxSettings settings) throws IOException {
        return DurableOutbox.open(
                file(), settings, this::attempt, reports(), executor, clock, neverAnyChance());
    }

    private Path file() {
        return folder.resolve("outbox.journal");
    }

    private Outcome attempt(Notification notification, Map<String, String> memory) {
        attempts.add(notification.id());
        memories.add(memory);
        return outcomes.isEmpty() ? OK : outcomes.remove();
    }

    private Deliveries reports() {
        return new Deliveries() {
            @Override
            public void delivered(String id) {
                ends.add(id + " delivered");
            }

            @Override
            public void failed(String id, String reason) {
                ends.add(id + " failed: " + reason);
            }
        };
    }

    private static RandomGenerator neverAnyChance() {
        return () -> 0L;
    }

    static Notification news(String id, String receiver, String group) {
        var told = Told.firing();
        return new Notification(
                id,
                new Target(receiver, "slack", 0),
                group,
                told.groupLabels(),
                told.commonLabels(),
                told.commonAnnotations(),
                told.alerts(),
                0,
                told.reason(),
                told.at(),
                told.repeatInterval());
    }

    @Test
    void a_full_disk_keeps_nobody_from_being_told() throws IOException {
        outbox.close();
        var disk = new FullDisk();
        outbox = openedOn(disk);
        disk.fill();
        outcomes.add(OK);
        outcomes.add(DOWN);
        outbox.offer(news("1", "a", "g"));
        outbox.deliverDue();
        outbox.offer(news("2", "a", "g"));
        outbox.deliverDue();

        assertThat(attempts).containsExactly("1", "2");
        assertThat(ends).containsExactly("1 delivered");
        assertThat(outbox.unkept()).isEqualTo(2);
        assertThat(outbox.complaint()).contains("the outbox cannot be written");

        disk.empty();
        outbox.deliverDue();
        assertThat(outbox.complaint()).isEmpty();
        outbox.close();
        outbox = opened(Runnable::run, OutboxSettings.DEFAULT);
        assertThat(outbox.waiting()).containsExactly("2");
    }

    private DurableOutbox openedOn(FullDisk disk) throws IOException {
        return DurableOutbox.open(
                OutboxJournal.of(Journal.open(file(), disk)),
                OutboxSettings.DEFAULT,
                this::attempt,
                reports(),
                Runnable::run,
                clock,
                neverAnyChance());
    }

    @Test
    void what_is_offered_is_delivered_and_reported_once() throws IOException {
        outbox.offer(news("1", "a", "g"));
        outbox.offer(news("1", "a", "g"));
        assertThat(outbox.waiting()).containsExactly("1");
        assertThat(outbox.deliverDue()).isEmpty();
        assertThat(attempts).containsExactly("1");
        assertThat(ends).containsExactly("1 delivered");
        assertThat(outbox.waiting()).isEmpty();
    }

    @Test
    void a_receiver_that_is_down_for_an_hour_is_told_in_order_when_it_is_back() throws IOException {
        outbox.offer(news("firing", "a", "g"));
        outbox.offer(news("resolved", "a", "g"));
        var end = clock.instant().plus(Duration.ofHours(1));
        while (clock.instant().isBefore(end)) {
            outcomes.add(DOWN);
            clock.set(outbox.deliverDue().orElseThrow());
        }
        // 2.5 s, 5 s ... 160 s, then half of five minutes each time: 6 + 22 attempts or so.
        assertThat(attempts).hasSizeBetween(20, 35).containsOnly("firing");
        attempts.clear();
        outbox.deliverDue();
        outbox.deliverDue();
        assertThat(attempts).containsExactly("firing", "resolved");
        assertThat(ends).containsExactly("firing delivered", "resolved delivered");
    }

    @Test
    void a_service_is_left_alone_for_as_long_as_it_asks() throws IOException {
        outbox.offer(news("1", "a", "g"));
        outcomes.add(new Outcome.Later("status 429", Optional.of(Duration.ofMinutes(7))));
        assertThat(outbox.deliverDue()).contains(clock.instant().plus(Duration.ofMinutes(7)));
        clock.advance(Duration.ofMinutes(6));
        outbox.deliverDue();
        assertThat(attempts).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        outbox.deliverDue();
        assertThat(ends).containsExactly("1 delivered");
    }

    @Test
    void what_a_service_refuses_is_not_tried_again_and_recorded_with_its_words()
            throws IOException {
        outbox.offer(news("1", "a", "g"));
        outcomes.add(new Outcome.Refused("status 400: no such channel"));
        outbox.deliverDue();
        outbox.deliverDue();
        assertThat(attempts).hasSize(1);
        assertThat(ends).containsExactly("1 failed: status 400: no such channel");
        var counts = outbox.counts().getFirst();
        assertThat(counts.refused()).isEqualTo(1);
        assertThat(counts.lastFault()).contains("status 400: no such channel");
    }

    @Test
    void what_is_a_day_old_is_given_up() throws IOException {
        outbox.offer(news("1", "a", "g"));
        clock.advance(Duration.ofHours(25));
        outbox.deliverDue();
        assertThat(attempts).isEmpty();
        assertThat(ends).containsExactly("1 failed: too old: undelivered for PT25H");
        assertThat(outbox.counts().getFirst().expired()).isEqualTo(1);
    }

    @Test
    void a_message_that_a_service_never_takes_holds_up_no_other_group() throws IOException {
        outbox.offer(news("bad", "a", "g1"));
        outbox.offer(news("good", "a", "g2"));
        outcomes.add(DOWN);
        clock.set(outbox.deliverDue().orElseThrow());
        outbox.deliverDue();
        assertThat(attempts).containsExactly("bad", "good");
        assertThat(ends).containsExactly("good delivered");
    }

    @Test
    void a_receiver_that_hangs_holds_up_no_other_and_is_asked_once() throws IOException {
        outbox.close();
        var hanging = new ArrayDeque<Runnable>();
        outbox = opened(hanging::add, OutboxSettings.DEFAULT);
        outbox.offer(news("1", "a", "g"));
        outbox.offer(news("2", "a", "g"));
        outbox.offer(news("3", "b", "g"));
        outbox.deliverDue();
        outbox.deliverDue();
        assertThat(hanging).hasSize(2);
        hanging.removeLast().run();
        assertThat(ends).containsExactly("3 delivered");
    }

    @Test
    void the_next_message_of_a_group_knows_what_the_last_one_left_behind() throws IOException {
        outcomes.add(new Outcome.Delivered("ok", Map.of("ts", "1.2")));
        outbox.offer(news("1", "a", "g"));
        outbox.deliverDue();
        outbox.close();
        outbox = opened(Runnable::run, OutboxSettings.DEFAULT);
        outbox.offer(news("2", "a", "g"));
        outbox.deliverDue();
        outbox.offer(news("3", "a", "another"));
        outbox.deliverDue();
        assertThat(memories).containsExactly(Map.of(), Map.of("ts", "1.2"), Map.of());
    }

    @Test
    void a_full_outbox_takes_no_more_and_loses_nothing() throws IOException {
        outbox.close();
        var one =
                new OutboxSettings(
                        Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), 1);
        outbox = opened(Runnable::run, one);
        outbox.offer(news("1", "a", "g"));
        assertThatThrownBy(() -> outbox.offer(news("2", "a", "g")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("full");
        outbox.deliverDue();
        outbox.offer(news("2", "a", "g"));
        assertThat(outbox.waiting()).containsExactly("2");
    }

    @Test
    void what_waits_comes_back_whole_after_a_restart_with_a_torn_tail() throws IOException {
        var first = news("1", "a", "g");
        outbox.offer(first);
        outbox.close();
        Files.writeString(file(), "0badc0de {\"queued\":", StandardOpenOption.APPEND);
        outbox = opened(Runnable::run, OutboxSettings.DEFAULT);
        assertThat(outbox.waiting()).containsExactly("1");
        assertThat(Files.exists(folder.resolve("outbox.journal.torn"))).isTrue();
        outbox.deliverDue();
        assertThat(ends).containsExactly("1 delivered");
    }

    @Test
    void a_notification_is_read_as_it_was_written() {
        var news = news("1", "a", "{}/{a=\"b\"}:{c=\"d\ne\"}");
        assertThat(NotificationJson.read(NotificationJson.written(news))).isEqualTo(news);
        var empty = Told.saying(Map.of("dashboard", ""));
        assertThat(NotificationJson.read(NotificationJson.written(empty))).isEqualTo(empty);
    }

    @Test
    void the_journal_stays_small() throws IOException {
        for (int i = 0; i < 400; i++) {
            outbox.offer(news("" + i, "a", "g"));
            outbox.deliverDue();
        }
        assertThat(ends).hasSize(400);
        assertThat(Files.readAllLines(file())).hasSizeLessThan(1_100);
    }

    @Test
    void a_crash_before_the_report_sends_nothing_twice() throws IOException {
        outbox.close();
        Deliveries crashing =
                new Deliveries() {
                    @Override
                    public void delivered(String id) {
                        throw new IllegalStateException("killed here");
                    }

                    @Override
                    public void failed(String id, String reason) {
                        throw new IllegalStateException("killed here");
                    }
                };
        outbox =
                DurableOutbox.open(
                        file(),
                        OutboxSettings.DEFAULT,
                        this::attempt,
                        crashing,
                        Runnable::run,
                        clock,
                        neverAnyChance());
        outbox.offer(news("1", "a", "g"));
        assertThatThrownBy(() -> outbox.deliverDue()).hasMessage("killed here");
        outbox.close();
        outbox = opened(Runnable::run, OutboxSettings.DEFAULT);
        assertThat(ends).containsExactly("1 delivered");
        outbox.deliverDue();
        assertThat(attempts).containsExactly("1");
    }
}
