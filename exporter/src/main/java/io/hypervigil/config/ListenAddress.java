package io.hypervigil.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the process listens: {@code :10048}, {@code [::1]:10048}, {@code unix:/run/hv.sock}. */
public sealed interface ListenAddress {

    /** A host, "" for all of them, and a port, 0 for any that is free. */
    record Tcp(String host, int port) implements ListenAddress {
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** A socket in the file system. */
    record Unix(Path socket) implements ListenAddress {
        @Override
        public String toString() {
            return "unix:" + socket;
        }
    }

    /** What a text means, or empty where it is no address. */
    static Optional<ListenAddress> parse(String text) {
        if (text.startsWith("unix:")) {
            return unix(text.substring("unix:".length()));
        }
        var matcher = TcpForm.PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group("port"));
        var host = matcher.group("v6") == null ? matcher.group("host") : matcher.group("v6");
        return port > 65_535 ? Optional.empty() : Optional.of(new Tcp(host, port));
    }

    private static Optional<ListenAddress> unix(String path) {
        try {
            return path.startsWith("/") ? Optional.of(new Unix(Path.of(path))) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** Host names, IPv4, IPv6 in brackets with its zone, or none; then a port. */
    final class TcpForm {
        private static final Pattern PATTERN =
                Pattern.compile(
                        "(?:\\[(?<v6>[0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9_.-]{1,15})?)]"
                                + "|(?<host>[A-Za-z0-9_.-]{0,253}))"
                                + ":(?<port>0|[1-9][0-9]{0,4})");

        private TcpForm() {}
    }
}
