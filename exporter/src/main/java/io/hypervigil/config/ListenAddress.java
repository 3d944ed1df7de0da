package io.hypervigil.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where to listen, as {@code --web.listen-address} has it: {@code :10048}, {@code 127.0.0.1:9100},
 * {@code [::1]:9100}, {@code name:9100}, {@code unix:/run/hypervigil.sock}.
 */
public sealed interface ListenAddress {

    /**
     * A TCP port.
     *
     * @param host a name or address without brackets; empty for every address of the machine
     * @param port 0 for any that is free
     */
    record Tcp(String host, int port) implements ListenAddress {

        public Tcp {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + ", from 0 to 65535 expected");
            }
        }

        /** A name other than localhost may mean any address. */
        @Override
        public boolean isLocal() {
            return host.equals("localhost")
                    || host.equals("::1")
                    || LOOPBACK.matcher(host).matches();
        }

        /** As it is written. */
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A unix socket at an absolute path. */
    record Unix(Path path) implements ListenAddress {

        public Unix {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("unix:" + path + ": an absolute path expected");
            }
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        /** As it is written. */
        @Override
        public String toString() {
            return SCHEME + path;
        }
    }

    /** What the address of a unix socket begins with. */
    String SCHEME = "unix:";

    /** IPv4's own host. */
    Pattern LOOPBACK = Pattern.compile("127(?:\\.\\d{1,3}){3}");

    /** Whether only this host reaches it. */
    boolean isLocal();

    /** A host without colons or one in brackets, a colon, the port. */
    Pattern HOST_AND_PORT = Pattern.compile("(?:\\[([^\\[\\]]*)]|([^\\[\\]:]*)):(\\d{1,5})");

    /**
     * The address that a text means.
     *
     * @throws IllegalArgumentException where it means none
     */
    static ListenAddress parse(String text) {
        if (text.startsWith(SCHEME)) {
            return unix(text.substring(SCHEME.length()));
        }
        var matcher = HOST_AND_PORT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no address to listen on: :10048, 127.0.0.1:10048, [::1]:10048"
                            + " or unix:/run/hypervigil.sock expected");
        }
        var bracketed = matcher.group(1);
        if (bracketed != null && !bracketed.contains(":")) {
            throw new IllegalArgumentException(
                    "'" + text + "': only an IPv6 address stands in brackets");
        }
        var host = bracketed == null ? matcher.group(2) : bracketed;
        return new Tcp(host, Integer.parseInt(matcher.group(3)));
    }

    private static Unix unix(String path) {
        try {
            return new Unix(Path.of(path));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + SCHEME + path + "': no path", e);
        }
    }
}
