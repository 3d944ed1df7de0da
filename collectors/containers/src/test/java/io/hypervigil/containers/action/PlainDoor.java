package io.hypervigil.containers.action;

import io.hypervigil.collect.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A port on loopback before a server without TLS. Whoever tries TLS is turned away at once: the
 * JDK's server would wait for the end of a line, and Docker ten seconds for an answer.
 */
final class PlainDoor implements AutoCloseable {

    private static final int TLS_HANDSHAKE = 0x16;

    private final InetSocketAddress behind;
    private final ServerSocket door;

    PlainDoor(InetSocketAddress behind) throws IOException {
        this.behind = behind;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Threads.start("door", this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                Threads.start("door-caller", () -> pass(caller));
            } catch (IOException _) {
                return; // It is closed.
            }
        }
    }

    private void pass(Socket caller) {
        try (caller;
                var server = new Socket(behind.getAddress(), behind.getPort())) {
            int first = caller.getInputStream().read();
            if (first < 0 || first == TLS_HANDSHAKE) {
                return;
            }
            server.getOutputStream().write(first);
            Threads.start("door-up", () -> copy(caller, server));
            server.getInputStream().transferTo(caller.getOutputStream());
        } catch (IOException _) {
            // One of them hung up.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException _) {
            // One of them hung up.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
