package io.hypervigil.host.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Sockets as the kernel tells them in text and over netlink. */
final class SocketCountsTest {

    private static final int ESTABLISHED = 1;
    private static final int LISTEN = 10;

    private final SocketCounts counts = new SocketCounts();

    @Test
    void a_table_is_summed_up_by_state() {
        counts.addTable(
                Text.of(
                        """
                          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt
                           0: 0100007F:0019 00000000:0000 0A 00000000:00000002 00:00000000 00000000
                           1: 0A0200C0:0016 010200C0:D3F2 01 00000024:00001000 01:00000014 00000000
                        1024: 0A0200C0:0016 010200C0:D3F3 01 00000001:00000000 01:00000014 00000000
                        """));

        assertThat(counts.inState(ESTABLISHED)).isEqualTo(2);
        assertThat(counts.inState(LISTEN)).isEqualTo(1);
        assertThat(counts.sendQueueBytes()).isEqualTo(0x25);
        assertThat(counts.receiveQueueBytes()).isEqualTo(0x1002);
    }

    @Test
    void a_datagram_holds_several_sockets_and_more_follow() {
        var datagram = datagram(2 * 88);
        socket(datagram, ESTABLISHED, 7, -1);
        socket(datagram, LISTEN, 0, 128);

        boolean wantsMore = InetDiag.read(datagram.flip(), counts);

        assertThat(wantsMore).isTrue();
        assertThat(counts.inState(ESTABLISHED)).isEqualTo(1);
        assertThat(counts.inState(LISTEN)).isEqualTo(1);
        assertThat(counts.receiveQueueBytes()).isEqualTo(7);
        assertThat(counts.sendQueueBytes()).isEqualTo(0xFFFF_FFFFL + 128);
    }

    @Test
    void the_last_datagram_says_so() {
        var datagram = datagram(20);
        datagram.putInt(20).putShort((short) 3).putShort((short) 2).putLong(0).putInt(0);

        assertThat(InetDiag.read(datagram.flip(), counts)).isFalse();
    }

    @Test
    void a_refusal_of_the_kernel_is_an_error() {
        var datagram = datagram(20);
        datagram.putInt(20).putShort((short) 2).putShort((short) 0).putLong(0).putInt(-2);

        assertThatThrownBy(() -> InetDiag.read(datagram.flip(), counts))
                .hasMessage("netlink: errno 2");
    }

    @Test
    void a_message_that_claims_to_be_longer_than_its_datagram_is_refused() {
        var datagram = datagram(16);
        datagram.putInt(400).putShort((short) 20).putShort((short) 0).putLong(0);

        assertThatThrownBy(() -> InetDiag.read(datagram.flip(), counts))
                .hasMessage("netlink: a message of 400 bytes");
    }

    @Test
    void the_question_is_laid_out_as_the_kernel_reads_it() {
        var request =
                ByteBuffer.wrap(InetDiag.request(InetDiag.AF_INET6)).order(ByteOrder.nativeOrder());

        assertThat(request.getInt(0)).isEqualTo(72);
        assertThat(request.getShort(4)).isEqualTo((short) 20);
        assertThat(request.getShort(6)).isEqualTo((short) 0x301);
        assertThat(request.get(16)).isEqualTo((byte) 10);
        assertThat(request.get(17)).isEqualTo((byte) 6);
        assertThat(request.getInt(20)).isEqualTo(0xFFF);
    }

    @Property
    void whatever_queue_a_line_tells_is_added(
            @ForAll @IntRange(min = 1, max = 12) int state,
            @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long sent,
            @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long received) {
        var line =
                String.format(
                        Locale.ROOT,
                        "head%n 0: 0:0 0:0 %02X %08X:%08X 00:0 0%n",
                        state,
                        sent,
                        received);

        var sockets = new SocketCounts().addTable(Text.of(line));

        assertThat(sockets.inState(state)).isEqualTo(1);
        assertThat(sockets.sendQueueBytes()).isEqualTo(sent);
        assertThat(sockets.receiveQueueBytes()).isEqualTo(received);
    }

    private static ByteBuffer datagram(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    private static void socket(ByteBuffer to, int state, int receiveQueue, int sendQueue) {
        to.putInt(88).putShort((short) 20).putShort((short) 2).putInt(0).putInt(0);
        to.put((byte) 2).put((byte) state).putShort((short) 0);
        to.put(new byte[48]).putInt(0).putInt(receiveQueue).putInt(sendQueue).putLong(0);
    }
}
