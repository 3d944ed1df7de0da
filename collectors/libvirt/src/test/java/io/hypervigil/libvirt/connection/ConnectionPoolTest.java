package io.hypervigil.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On libvirt's test driver, within this process. */
@SuppressWarnings("NullAway.Init")
final class ConnectionPoolTest {

    private Link link;
    private ConnectionPool pool;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
        link =
                Link.start(
                        LinkTarget.parse("test:///default"),
                        Presence.ofLibrary(),
                        LinkTimes.READING,
                        new RecordingListener(),
                        InstantSource.system());
        link.awaitKnown(Duration.ofSeconds(10));
        pool = ConnectionPool.reading(link);
    }

    @AfterEach
    void close() {
        if (pool != null) {
            pool.close();
            link.close();
        }
    }

    @Test
    void a_connection_that_comes_back_is_lent_again() throws Exception {
        var first = pool.take();
        pool.giveBack(first);

        assertThat(pool.take()).isSameAs(first);
    }

    @Test
    void one_with_a_call_left_behind_on_it_is_lent_to_nobody_else() throws Exception {
        var first = pool.take();
        var held = first.domains(Set.of()).getFirst();
        pool.giveBack(first);

        assertThat(pool.take()).isNotSameAs(first);
        assertThat(held.controlInfo()).isNotNull();
        held.close();
        assertThatThrownBy(first::isAlive).isInstanceOf(VirtException.class);
    }

    @Test
    void one_whose_work_failed_is_lent_to_nobody_else() throws Exception {
        var first = pool.take();
        pool.giveBack(first);

        assertThatThrownBy(() -> pool.lend(connection -> connection.domainNamed("nobody")))
                .isInstanceOf(VirtException.class);

        assertThat(pool.take()).isNotSameAs(first);
    }

    @Test
    void a_closed_pool_keeps_none() throws Exception {
        var first = pool.take();
        pool.close();

        pool.giveBack(first);

        assertThatThrownBy(first::isAlive).isInstanceOf(VirtException.class);
    }
}
