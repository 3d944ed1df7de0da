package io.hypervigil.containers.launch;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A port of the host that leads to one of a container.
 *
 * @param address of the host, as numbers; empty for all of them
 * @param hostPort on the host
 * @param containerPort in the container
 * @param protocol {@code tcp} or {@code udp}
 */
public record PublishedPort(
        Optional<String> address, int hostPort, int containerPort, String protocol) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?:\\[(?<six>[0-9A-Fa-f:.]{2,45})]|(?<four>[0-9.]{7,15})):)?"
                            + "(?<host>[0-9]{1,5}):(?<own>[0-9]{1,5})(?:/(?<protocol>tcp|udp))?");

    private static final int MOST = 65_535;

    /** Reads {@code [ADDRESS:]HOST:CONTAINER[/tcp|/udp]}; empty where it is none. */
    public static Optional<PublishedPort> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var given = parts.group("six") == null ? parts.group("four") : parts.group("six");
        var address = given == null ? Optional.of("") : literal(given);
        return address.isEmpty()
                ? Optional.empty()
                : of(
                        address.get(),
                        Integer.parseInt(parts.group("host")),
                        Integer.parseInt(parts.group("own")),
                        parts.group("protocol") == null ? "tcp" : parts.group("protocol"));
    }

    /**
     * One that a runtime tells of, or a caller; empty where there is no such port.
     *
     * @param address as numbers; "", {@code 0.0.0.0} and {@code ::} are all
     */
    public static Optional<PublishedPort> of(
            String address, int hostPort, int containerPort, String protocol) {
        boolean isPort =
                hostPort > 0 && hostPort <= MOST && containerPort > 0 && containerPort <= MOST;
        return isPort
                ? Optional.of(new PublishedPort(single(address), hostPort, containerPort, protocol))
                : Optional.empty();
    }

    /** An address as the JDK writes it, so that two forms of it are one; never asks a resolver. */
    static Optional<String> literal(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address).getHostAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> single(String address) {
        try {
            var literal = address.isEmpty() ? null : InetAddress.ofLiteral(address);
            return literal == null || literal.isAnyLocalAddress()
                    ? Optional.empty()
                    : Optional.of(literal.getHostAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether both cannot be there at once. */
    public boolean isInTheWayOf(PublishedPort other) {
        return hostPort == other.hostPort
                && protocol.equals(other.protocol)
                && (address.isEmpty() || other.address.isEmpty() || address.equals(other.address));
    }

    /** On the host: {@code 8080/tcp}, {@code 127.0.0.1:8080/tcp}. */
    public String text() {
        return onHost() + "/" + protocol;
    }

    /** All of it: {@code 127.0.0.1:8080:80/tcp}. */
    public String whole() {
        return onHost() + ":" + inContainer();
    }

    private String onHost() {
        return address.map(PublishedPort::bracketed).map(own -> own + ":").orElse("") + hostPort;
    }

    private static String bracketed(String address) {
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }

    /** In the container: {@code 80/tcp}. */
    String inContainer() {
        return containerPort + "/" + protocol;
    }
}
