package io.hypervigil.containers.action;

import io.hypervigil.containers.launch.PublishedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * At which ports of the host somebody listens, from {@code /proc/PID/net/tcp} and its like
 * (proc_pid_net(5)):
 *
 * <pre>
 *   sl  local_address rem_address   st …
 *    0: 0100007F:1F90 00000000:0000 0A …
 * </pre>
 *
 * @param net {@code /proc/1/net}
 */
record HostListeners(Path net) {

    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*[0-9]+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) \\S+ ([0-9A-F]{2}) .*");

    /** TCP_LISTEN; what receives UDP is TCP_CLOSE, whatever that means there. */
    private static final String LISTENING = "0A";

    private static final String RECEIVING = "07";

    /** A busy host has some ten thousand connections. */
    private static final int MOST_LINES = 200_000;

    private static final int WORD = 4;

    /** The one who is at this port already; empty also where the files may not be read. */
    Optional<PublishedPort> inTheWayOf(PublishedPort port) {
        return List.of(port.protocol(), port.protocol() + "6").stream()
                .flatMap(file -> listeners(file, port.protocol()))
                .filter(port::isInTheWayOf)
                .findFirst();
    }

    private Stream<PublishedPort> listeners(String file, String protocol) {
        try (var lines = Files.lines(net.resolve(file), StandardCharsets.US_ASCII)) {
            var state = protocol.equals("tcp") ? LISTENING : RECEIVING;
            return lines
                    .limit(MOST_LINES)
                    .map(LINE::matcher)
                    .filter(line -> line.matches() && line.group(3).equals(state))
                    .flatMap(line -> listener(line.group(1), line.group(2), protocol).stream())
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException _) {
            return Stream.empty(); // The runtime says so itself then.
        }
    }

    private static Optional<PublishedPort> listener(String address, String port, String protocol) {
        return PublishedPort.of(address(address), Integer.parseInt(port, 16), 1, protocol);
    }

    /**
     * Words of four bytes, each as the processor keeps it: the lowest first, on all that we run on.
     */
    private static String address(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        for (int word = 0; word < bytes.length; word += WORD) {
            swap(bytes, word, word + 3);
            swap(bytes, word + 1, word + 2);
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes", e);
        }
    }

    private static void swap(byte[] bytes, int one, int other) {
        byte kept = bytes[one];
        bytes[one] = bytes[other];
        bytes[other] = kept;
    }
}
