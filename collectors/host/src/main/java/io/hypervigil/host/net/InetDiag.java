package io.hypervigil.host.net;

import io.hypervigil.host.jna.CallResult;
import io.hypervigil.host.jna.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Asks the kernel for its TCP sockets over netlink (linux/inet_diag.h): one question instead of a
 * text of 150 bytes a socket, of which a busy host has tens of thousands.
 */
final class InetDiag {

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    private static final int NETLINK_INET_DIAG = 4;
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int NLM_F_REQUEST_DUMP = 0x1 | 0x300;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int IPPROTO_TCP = 6;
    private static final int ALL_STATES = 0xFFF;

    private static final int HEADER_BYTES = 16;
    private static final int REQUEST_BYTES = HEADER_BYTES + 56;
    private static final int ALIGNMENT = 4;

    // Offsets in struct inet_diag_msg.
    private static final int STATE = 1;
    private static final int RQUEUE = 56;
    private static final int WQUEUE = 60;
    private static final int MESSAGE_BYTES = 72;

    private InetDiag() {}

    /**
     * Adds all TCP sockets of an address family in this process' network namespace.
     *
     * @throws IOException where the kernel refuses
     */
    static void add(int family, SocketCounts counts) throws IOException {
        var result =
                Socket.ask(NETLINK_INET_DIAG, request(family), datagram -> read(datagram, counts));
        switch (result) {
            case CallResult.Answer<Boolean> _ -> {}
            case CallResult.Errno<Boolean> failure ->
                    throw new IOException(failure.call() + ": errno " + failure.errno());
            case CallResult.Unlinked<Boolean> unlinked -> throw new IOException(unlinked.reason());
        }
    }

    static byte[] request(int family) {
        var request = ByteBuffer.allocate(REQUEST_BYTES).order(ByteOrder.nativeOrder());
        request.putInt(REQUEST_BYTES);
        request.putShort((short) SOCK_DIAG_BY_FAMILY);
        request.putShort((short) NLM_F_REQUEST_DUMP);
        request.putInt(0).putInt(0);
        request.put((byte) family).put((byte) IPPROTO_TCP).putShort((short) 0);
        request.putInt(ALL_STATES);
        return request.array();
    }

    /**
     * Adds the sockets of a datagram in the machine's byte order.
     *
     * @return whether more datagrams follow
     */
    static boolean read(ByteBuffer datagram, SocketCounts counts) {
        int start = 0;
        while (start + HEADER_BYTES <= datagram.limit()) {
            int length = datagram.getInt(start);
            if (length < HEADER_BYTES || start + length > datagram.limit()) {
                throw new IllegalStateException("netlink: a message of " + length + " bytes");
            }
            switch (datagram.getShort(start + 4)) {
                case NLMSG_DONE -> {
                    return false;
                }
                case NLMSG_ERROR ->
                        throw new IllegalStateException(
                                "netlink: errno " + -datagram.getInt(start + HEADER_BYTES));
                case SOCK_DIAG_BY_FAMILY ->
                        addSocket(datagram, start + HEADER_BYTES, length, counts);
                default -> {}
            }
            start += (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        return true;
    }

    private static void addSocket(ByteBuffer datagram, int start, int length, SocketCounts counts) {
        if (length >= HEADER_BYTES + MESSAGE_BYTES) {
            counts.add(
                    datagram.get(start + STATE),
                    Integer.toUnsignedLong(datagram.getInt(start + RQUEUE)),
                    Integer.toUnsignedLong(datagram.getInt(start + WQUEUE)));
        }
    }
}
