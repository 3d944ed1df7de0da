package io.hypervigil.alerting.template.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/** Host names with and without port and domain, cut as Go's net cuts them. */
final class Hosts {

    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    private Hosts() {}

    private record Split(String host, String port) {}

    static String withoutPort(String address) {
        return split(address).map(Split::host).orElse(address);
    }

    static String withoutDomain(String address) {
        var split = split(address);
        var host = split.map(Split::host).orElse(address);
        if (isAddress(host)) {
            return address;
        }
        int dot = host.indexOf('.');
        var name = dot < 0 ? host : host.substring(0, dot);
        var port = split.map(Split::port).orElse("");
        if (port.isEmpty()) {
            return name;
        }
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }

    /** Empty where it is not {@code host:port}. */
    private static Optional<Split> split(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        var host = address.substring(0, colon);
        int opened = 0;
        int closed = 0;
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            if (end < 0 || end + 1 != colon) {
                return Optional.empty();
            }
            host = address.substring(1, end);
            opened = 1;
            closed = end + 1;
        } else if (host.indexOf(':') >= 0) {
            return Optional.empty();
        }
        boolean strayBracket =
                address.indexOf('[', opened) >= 0 || address.indexOf(']', closed) >= 0;
        return strayBracket
                ? Optional.empty()
                : Optional.of(new Split(host, address.substring(colon + 1)));
    }

    private static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || isIpv6(host);
    }

    private static boolean isIpv6(String host) {
        int gap = host.indexOf("::");
        if (host.indexOf(':') < 0 || (gap >= 0 && host.indexOf("::", gap + 1) >= 0)) {
            return false;
        }
        if (gap < 0) {
            return groups(host) == 8;
        }
        int before = groups(host.substring(0, gap));
        int after = groups(host.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after < 8;
    }

    /** How many groups of an address there are, two for an IPv4 tail; -1 where one is none. */
    private static int groups(String part) {
        if (part.isEmpty()) {
            return 0;
        }
        var groups = part.split(":", -1);
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i].matches("[0-9a-fA-F]{1,4}")) {
                count++;
            } else if (i == groups.length - 1 && IPV4.matcher(groups[i]).matches()) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }
}
