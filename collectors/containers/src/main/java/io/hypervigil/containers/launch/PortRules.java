package io.hypervigil.containers.launch;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which ports of the host a container may be reached by:
 *
 * <pre>
 * 8000-8999             at any address
 * 127.0.0.1:9000        at this one alone
 * [fd00::1]:53/udp
 * </pre>
 *
 * <p>Thread: any; immutable.
 */
public final class PortRules {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?:\\[(?<six>[0-9A-Fa-f:.]{2,45})]|(?<four>[0-9.]{7,15})):)?"
                            + "(?<first>[0-9]{1,5})(?:-(?<last>[0-9]{1,5}))?"
                            + "(?:/(?<protocol>tcp|udp))?");

    private static final int MOST = 65_535;

    private final List<Rule> rules;
    private final List<String> texts;

    private record Rule(Optional<String> address, int first, int last, String protocol) {

        boolean allows(PublishedPort port) {
            return port.protocol().equals(protocol)
                    && port.hostPort() >= first
                    && port.hostPort() <= last
                    && (address.isEmpty() || address.equals(port.address()));
        }
    }

    /**
     * @param texts that {@link #isRule} takes
     */
    public PortRules(List<String> texts) {
        this.texts = List.copyOf(texts);
        this.rules = texts.stream().map(PortRules::rule).flatMap(Optional::stream).toList();
    }

    /** Whether this can stand in the configuration. */
    public static boolean isRule(String text) {
        return rule(text).isPresent();
    }

    private static Optional<Rule> rule(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var given = parts.group("six") == null ? parts.group("four") : parts.group("six");
        var address = given == null ? Optional.<String>empty() : PublishedPort.literal(given);
        int first = Integer.parseInt(parts.group("first"));
        int last = parts.group("last") == null ? first : Integer.parseInt(parts.group("last"));
        boolean isRule =
                first > 0
                        && first <= last
                        && last <= MOST
                        && address.isPresent() == (given != null);
        var protocol = parts.group("protocol") == null ? "tcp" : parts.group("protocol");
        return isRule ? Optional.of(new Rule(address, first, last, protocol)) : Optional.empty();
    }

    /**
     * Reads {@code [ADDRESS:]HOST:CONTAINER[/tcp|/udp]}.
     *
     * @throws ActionFailure for what is no such thing, is given twice, or is not allowed
     */
    public List<PublishedPort> granted(List<String> asked) throws ActionFailure {
        var granted = new ArrayList<PublishedPort>();
        for (String text : asked) {
            var port =
                    PublishedPort.parse(text)
                            .orElseThrow(
                                    () ->
                                            refusal(
                                                    Kind.INVALID,
                                                    "'" + text + "' is none",
                                                    "give HOST:CONTAINER, such as 8080:80,"
                                                            + " 127.0.0.1:8080:80 or 5353:53/udp"));
            for (PublishedPort before : granted) {
                if (port.isInTheWayOf(before)) {
                    throw refusal(
                            Kind.INVALID,
                            port.text() + " of the host is given twice",
                            "leave one of them out");
                }
            }
            if (rules.stream().noneMatch(rule -> rule.allows(port))) {
                throw refusal(
                        Kind.NOT_PERMITTED,
                        port.text() + " of the host is not one that containers may have",
                        "collectors.containers.actions.ports names those that are: "
                                + (texts.isEmpty() ? "none" : String.join(", ", texts)));
            }
            granted.add(port);
        }
        return granted;
    }

    private static ActionFailure refusal(Kind kind, String why, String remedy) {
        return new ActionFailure(kind, "ports: " + why, remedy, null);
    }
}
