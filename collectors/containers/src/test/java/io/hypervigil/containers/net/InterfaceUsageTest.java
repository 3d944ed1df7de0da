package io.hypervigil.containers.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.net.InterfaceUsage.Traffic;
import org.junit.jupiter.api.Test;

final class InterfaceUsageTest {

    @Test
    void what_a_runtime_within_made_is_not_counted() {
        assertThat(
                        InterfaceUsage.parse(
                                Text.of(
                                        """
                                        Inter-|   Receive           |  Transmit
                                         face |bytes packets errs drop fifo frame compressed multicast|bytes
                                            lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                                        veth9f: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                                        docker0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                                        nerdctl0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                                          eth0:123456 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
                                        """)))
                .containsExactly(
                        new InterfaceUsage(
                                "eth0", new Traffic(123456, 2, 3, 4), new Traffic(9, 10, 11, 12)));
    }
}
