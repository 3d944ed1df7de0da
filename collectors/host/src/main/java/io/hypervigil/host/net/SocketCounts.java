package io.hypervigil.host.net;

import io.hypervigil.collect.files.Text;
import java.util.HexFormat;

/**
 * Sockets by state, and the bytes in their queues.
 *
 * <p>Thread: one.
 */
final class SocketCounts {

    /** Above the kernel's highest state. */
    private static final int STATES = 16;

    private static final int MAX_HEX_DIGITS = 16;

    private final long[] sockets = new long[STATES];
    private long receiveQueueBytes;
    private long sendQueueBytes;

    /** Adds a socket; one in a state unknown to us adds to the queues alone. */
    void add(int state, long receiveQueue, long sendQueue) {
        if (state > 0 && state < STATES) {
            sockets[state]++;
        }
        receiveQueueBytes += receiveQueue;
        sendQueueBytes += sendQueue;
    }

    long inState(int state) {
        return sockets[state];
    }

    long receiveQueueBytes() {
        return receiveQueueBytes;
    }

    long sendQueueBytes() {
        return sendQueueBytes;
    }

    /** Adds the sockets of /proc/net/tcp, udp or their like. */
    SocketCounts addTable(Text text) {
        text.nextLine();
        while (text.nextLine()) {
            // Its number, the local and the remote address.
            text.skip(3);
            int state = (int) text.hex();
            long sendQueue = hex(text.until(':'), text);
            add(state, text.hex(), sendQueue);
        }
        return this;
    }

    private static long hex(String digits, Text text) {
        if (digits.isEmpty()
                || digits.length() > MAX_HEX_DIGITS
                || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw text.malformed("'" + digits + "' is no hexadecimal number");
        }
        return HexFormat.fromHexDigitsToLong(digits);
    }
}
