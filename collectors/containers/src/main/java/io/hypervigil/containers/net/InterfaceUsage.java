package io.hypervigil.containers.net;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.List;

/** A network device of a container, from {@code /proc/PID/net/dev}. */
record InterfaceUsage(String name, Traffic received, Traffic transmitted) {

    private static final int HEADER_LINES = 2;

    /** Receiving has four columns that transmitting has not, behind those that both have. */
    private static final int OTHER_RECEIVED = 4;

    /** What went one way. */
    record Traffic(long bytes, long packets, long errors, long dropped) {

        private static Traffic parse(Text line) {
            return new Traffic(line.whole(), line.whole(), line.whole(), line.whole());
        }
    }

    /** All but the loopback, and what a runtime within the container made for its own. */
    static List<InterfaceUsage> parse(Text text) {
        var interfaces = new ArrayList<InterfaceUsage>();
        while (text.nextLine()) {
            if (text.lineNumber() <= HEADER_LINES) {
                continue;
            }
            var name = text.until(':');
            if (isWanted(name)) {
                var received = Traffic.parse(text);
                text.skip(OTHER_RECEIVED);
                interfaces.add(new InterfaceUsage(name, received, Traffic.parse(text)));
            }
        }
        return interfaces;
    }

    private static boolean isWanted(String name) {
        return !name.equals("lo")
                && !name.startsWith("veth")
                && !name.startsWith("docker")
                && !name.startsWith("nerdctl");
    }
}
