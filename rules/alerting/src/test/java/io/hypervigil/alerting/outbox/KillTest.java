package io.hypervigil.alerting.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.dispatch.Deliveries;
import io.hypervigil.alerting.http.FakeService;
import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.http.Permitted;
import io.hypervigil.alerting.receiver.Sending;
import io.hypervigil.alerting.receiver.Told;
import io.hypervigil.alerting.route.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own that is killed by SIGKILL while it delivers, again and again. */
final class KillTest {

    private static final int NEWS = 60;
    private static final int KILLS = 4;

    @TempDir private Path folder;

    @Test
    @Permitted("a process to be killed")
    void killed_in_the_middle_it_loses_nothing_and_sends_one_message_twice_at_most()
            throws IOException, InterruptedException {
        try (var service = new FakeService()) {
            for (int kill = 1; kill <= KILLS; kill++) {
                var process = start(service);
                int until = NEWS * kill / (KILLS + 1);
                await(() -> distinct(service) >= until, process);
                process.destroyForcibly().waitFor();
            }
            var last = start(service);
            await(() -> distinct(service) == NEWS, last);
            last.destroyForcibly().waitFor();
            assertThat(distinct(service)).isEqualTo(NEWS);
            assertThat(service.asked().size()).isBetween(NEWS, NEWS + KILLS);
        }
    }

    private static long distinct(FakeService service) {
        return service.asked().stream().map(FakeService.Asked::body).distinct().count();
    }

    private static void await(java.util.function.BooleanSupplier reached, Process process) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!reached.getAsBoolean() && process.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Permitted("a process to be killed")
    private Process start(FakeService service) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillTest.class.getName(),
                        folder.toString(),
                        service.url("/hook"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** The process: offers what is not delivered yet and delivers it. */
    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        var receiver =
                Told.receiver("webhook", "", "payload: '{{ list }}', url: '" + args[1] + "'");
        var clock = InstantSource.fixed(Told.START);
        try (var executor = Executors.newSingleThreadExecutor()) {
            var sending = new Sending(new HttpSender(executor, "killed"), clock, "");
            var outbox =
                    DurableOutbox.open(
                            folder.resolve("outbox.journal"),
                            OutboxSettings.DEFAULT,
                            delivery(receiver, sending),
                            unheard(),
                            Runnable::run,
                            clock,
                            RandomGenerator.getDefault());
            offerAll(outbox, folder.resolve("offered"));
            outbox.run();
        }
    }

    private static Delivery delivery(Receiver receiver, Sending sending) {
        // What is told is the id, by which the service's end of it is counted.
        return (notification, memory) ->
                new ReceiverDelivery(sending, List.of(receiver), _ -> new Id(notification.id()))
                        .attempt(notification, memory);
    }

    private record Id(String id) implements io.hypervigil.alerting.receiver.Expansion {
        @Override
        public String text(String template) {
            return id;
        }

        @Override
        public String html(String template) {
            return id;
        }
    }

    // In the router's place: it offers each piece of news once, and remembers on disk that it did.
    private static void offerAll(DurableOutbox outbox, Path offered) throws IOException {
        if (Files.exists(offered)) {
            return;
        }
        for (int i = 0; i < NEWS; i++) {
            var id = "news-" + i;
            var news = DurableOutboxTest.news(id, "r", "group " + id);
            outbox.offer(
                    new io.hypervigil.alerting.dispatch.Notification(
                            id,
                            new io.hypervigil.alerting.dispatch.Target("r", "webhook", 0),
                            news.groupKey(),
                            news.groupLabels(),
                            news.commonLabels(),
                            news.commonAnnotations(),
                            news.alerts(),
                            0,
                            news.reason(),
                            news.at(),
                            news.repeatInterval()));
        }
        Files.createFile(offered);
    }

    private static Deliveries unheard() {
        return new Deliveries() {
            @Override
            public void delivered(String id) {
                // The service's own list is what counts.
            }

            @Override
            public void failed(String id, String reason) {
                throw new IllegalStateException(id + ": " + reason);
            }
        };
    }
}
