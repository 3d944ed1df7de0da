package io.hypervigil.host.net;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A device in /proc/net/dev.
 *
 * @param counts in the order of {@link #COLUMNS}
 */
// An array: a host may have hundreds of devices, read each round.
@SuppressWarnings("ArrayRecordComponent")
record NetDevLine(String device, long[] counts) {

    /** The columns of the file; drop has the missed ones, frame and carrier all of their kind. */
    static final List<String> COLUMNS =
            List.of(
                    "receive_bytes",
                    "receive_packets",
                    "receive_errs",
                    "receive_drop",
                    "receive_fifo",
                    "receive_frame",
                    "receive_compressed",
                    "receive_multicast",
                    "transmit_bytes",
                    "transmit_packets",
                    "transmit_errs",
                    "transmit_drop",
                    "transmit_fifo",
                    "transmit_colls",
                    "transmit_carrier",
                    "transmit_compressed");

    private static final int HEADER_LINES = 2;

    static List<NetDevLine> parse(Text text) {
        var lines = new ArrayList<NetDevLine>();
        while (text.nextLine()) {
            if (text.lineNumber() > HEADER_LINES) {
                lines.add(parseLine(text));
            }
        }
        return lines;
    }

    private static NetDevLine parseLine(Text text) {
        var device = text.until(':');
        if (device.isEmpty()) {
            throw text.malformed("a device without a name");
        }
        var counts = new long[COLUMNS.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = text.whole();
        }
        return new NetDevLine(device, counts);
    }
}
