package io.hypervigil.host.net;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A server behind the load balancer, in /proc/net/ip_vs.
 *
 * @param labels of {@link IpvsSettings#LABELS}, in that order
 */
record IpvsBackend(List<String> labels, double weight, double active, double inactive) {

    private static final int V4_LENGTH = "C0A80016:0CEA".length();
    private static final int V6_LENGTH = "[2620:0000:0000:0000:0000:0000:0000:0001]:0CEA".length();

    IpvsBackend {
        labels = List.copyOf(labels);
    }

    /** Lines of a service ({@code TCP C0A80016:0CEA wlc}) and, below it, of its backends. */
    static List<IpvsBackend> parse(Text text) {
        var backends = new ArrayList<IpvsBackend>();
        var service = new Service("", "", "", "");
        while (text.nextLine()) {
            var first = text.hasField() ? text.field() : "";
            switch (first) {
                case "TCP", "UDP", "SCTP" -> service = service(first, text);
                case "FWM" -> service = new Service(first, "", "0", text.field());
                case "->" -> {
                    var server = text.field();
                    if (!server.equals("RemoteAddress:Port")) {
                        backends.add(backend(service, endpoint(server, text), text));
                    }
                }
                default -> {}
            }
        }
        return backends;
    }

    private static Service service(String protocol, Text text) {
        var local = endpoint(text.field(), text);
        return new Service(protocol, local.address, local.port, "");
    }

    private static IpvsBackend backend(Service service, Endpoint server, Text text) {
        // How packets reach it.
        text.skip(1);
        return new IpvsBackend(
                List.of(
                        service.address,
                        service.port,
                        server.address,
                        server.port,
                        service.protocol,
                        service.mark),
                text.unsigned(),
                text.unsigned(),
                text.unsigned());
    }

    private static Endpoint endpoint(String field, Text text) {
        int colon = field.lastIndexOf(':');
        boolean isV4 = field.length() == V4_LENGTH && colon == V4_LENGTH - 5;
        boolean isV6 = field.length() == V6_LENGTH && colon == V6_LENGTH - 5;
        if (!isV4 && !isV6) {
            throw text.malformed("'" + field + "' is no address and port");
        }
        var address = isV4 ? field.substring(0, 8) : field.substring(1, 40).replace(":", "");
        try {
            return new Endpoint(
                    IpText.of(HexFormat.of().parseHex(address)),
                    Integer.toString(HexFormat.fromHexDigits(field, colon + 1, field.length())));
        } catch (IllegalArgumentException _) {
            throw text.malformed("'" + field + "' is no address and port");
        }
    }

    private record Endpoint(String address, String port) {}

    /** What is balanced: an address, or packets that the firewall marked. */
    private record Service(String protocol, String address, String port, String mark) {}
}
