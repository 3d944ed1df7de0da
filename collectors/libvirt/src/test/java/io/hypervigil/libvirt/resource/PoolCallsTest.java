package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.Eventually;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.jna.VirtLibrary;
import io.hypervigil.libvirt.jna.VirtPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two pools of libvirt's test driver, of which one is asked what it takes long to answer. */
final class PoolCallsTest {

    private static final Path HOST = Path.of("src/test/fixtures/resource/odd-names.xml");
    private static final String LOCAL = "images & <more>";
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final CountDownLatch serverIsBack = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();
    private final LimitedCalls shared = new LimitedCalls("test");
    private final PoolCalls calls = new PoolCalls(shared, LIMIT, nanos::get);

    @SuppressWarnings("NullAway.Init")
    private VirtConnection connection;

    @BeforeEach
    void open() throws VirtException {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
        connection = VirtConnection.open("test://" + HOST.toAbsolutePath(), true);
    }

    @AfterEach
    void close() {
        serverIsBack.countDown();
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void one_that_hangs_holds_no_other_and_is_left_alone_for_a_while_once_it_is_back()
            throws Exception {
        assertThat(round(calls)).containsEntry("nfs", "late").containsEntry(LOCAL, "given");
        serverIsBack.countDown();
        assertThat(round(calls)).containsEntry("nfs", "late");

        nanos.addAndGet(Duration.ofSeconds(40).toNanos());

        Eventually.get(
                LONG,
                () -> {
                    nanos.addAndGet(Duration.ofSeconds(40).toNanos());
                    return assertThat(round(calls)).containsEntry("nfs", "given");
                });
    }

    @Test
    void one_that_hangs_for_another_is_not_asked_either() throws Exception {
        round(calls);

        assertThat(round(new PoolCalls(shared, LONG, nanos::get)))
                .containsEntry("nfs", "late")
                .containsEntry(LOCAL, "given");
    }

    private Map<String, String> round(PoolCalls asked) throws VirtException {
        var answers = new TreeMap<String, String>();
        asked.<Integer>each(
                connection,
                (pool, _, answer) ->
                        answers.put(
                                pool,
                                switch (answer) {
                                    case Answer.Given<Integer> _ -> "given";
                                    case Answer.Refused<Integer> _ -> "refused";
                                    case Answer.Late<Integer> _, Answer.NotAsked<Integer> _ ->
                                            "late";
                                }),
                this::volumes);
        return answers;
    }

    private int volumes(VirtPool pool) throws VirtException {
        try {
            if (pool.name().equals("nfs") && !serverIsBack.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test is over");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return pool.volumeCount();
    }
}
