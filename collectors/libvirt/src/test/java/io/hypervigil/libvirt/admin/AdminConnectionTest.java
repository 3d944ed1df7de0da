package io.hypervigil.libvirt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no real daemon can be brought to answer; what one does answer, DaemonTest reads. */
@Timeout(30)
@SuppressWarnings("NullAway.Init")
final class AdminConnectionTest {

    private static final int ADMIN = 0x06900690;
    private static final int KEEPALIVE = 0x6b656570;
    private static final int REPLY = 1;
    private static final int OK = 0;
    private static final int ERROR = 1;
    private static final int PROCEDURE = 4;

    @TempDir Path folder;

    private ServerSocketChannel daemon;
    private AdminConnection connection;
    private SocketChannel peer;

    @BeforeEach
    void connect() throws IOException {
        var socket = folder.resolve("s");
        daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        daemon.bind(UnixDomainSocketAddress.of(socket));
        connection = AdminConnection.open(socket, Duration.ofMillis(200));
        peer = daemon.accept();
    }

    @AfterEach
    void end() throws IOException {
        connection.close();
        peer.close();
        daemon.close();
    }

    @Test
    void keepalives_and_answers_to_others_are_passed_over() throws IOException {
        send(packet(KEEPALIVE, REPLY, 1, OK));
        send(packet(ADMIN, 2, 1, OK, 40));
        send(packet(ADMIN, REPLY, 7, OK, 41));
        send(packet(ADMIN, REPLY, 1, OK, 42));

        assertThat(asked().whole()).isEqualTo(42);
    }

    @Test
    void a_refusal_is_told_in_the_words_of_the_daemon() throws IOException {
        var message = new XdrWriter().whole(95).whole(7).whole(1).text("Server not found").bytes();
        send(packet(ADMIN, REPLY, 1, ERROR, message));
        send(packet(ADMIN, REPLY, 2, ERROR, 95, 7, 0));

        assertThatThrownBy(this::asked).hasMessage("Server not found");
        assertThatThrownBy(this::asked).hasMessage("error 95");
    }

    @Test
    void a_length_that_makes_no_sense_is_refused() throws IOException {
        send(ByteBuffer.allocate(4).putInt(1 << 20).flip());
        assertThatThrownBy(this::asked).hasMessage("a packet of 1048572 bytes");

        send(ByteBuffer.allocate(8).putInt(8).putInt(ADMIN).flip());
        assertThatThrownBy(this::asked).hasMessage("a packet of 4 bytes");

        send(ByteBuffer.allocate(4).putInt(3).flip());
        assertThatThrownBy(this::asked).hasMessage("a packet of 4294967295 bytes");
    }

    @Test
    void a_daemon_that_is_silent_or_stops_within_a_packet_costs_the_limit() throws IOException {
        send(ByteBuffer.allocate(8).putInt(100).putInt(ADMIN).flip());

        assertThatThrownBy(this::asked).hasMessage("the daemon does not answer");
    }

    @Test
    void a_daemon_that_goes_away_is_said_to_have() throws IOException {
        peer.close();

        assertThatThrownBy(this::asked)
                .hasMessage(
                        "the daemon ended the connection, as it does where its user is not ours");
    }

    private XdrReader asked() throws IOException {
        return connection.call(PROCEDURE, new XdrWriter().whole(0));
    }

    private void send(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        assertThat(peer.write(bytes)).isEqualTo(length);
    }

    private static ByteBuffer packet(int program, int type, int serial, int status, int... values) {
        var written = new XdrWriter();
        for (int value : values) {
            written.whole(value);
        }
        return packet(program, type, serial, status, written.bytes());
    }

    private static ByteBuffer packet(int program, int type, int serial, int status, byte[] values) {
        int bytes = 7 * Integer.BYTES + values.length;
        var packet = ByteBuffer.allocate(bytes).putInt(bytes).putInt(program).putInt(1);
        return packet.putInt(PROCEDURE)
                .putInt(type)
                .putInt(serial)
                .putInt(status)
                .put(values)
                .flip();
    }
}
