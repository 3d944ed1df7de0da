package io.hypervigil.alerting.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of services, which often hold a token and so are never repeated in a message. */
public final class Addresses {

    private Addresses() {}

    /** The address a text is; empty where it is none of http or https with a host. */
    public static Optional<URI> parsed(String text) {
        try {
            var uri = new URI(text.strip());
            boolean isHttp =
                    "http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme());
            return isHttp && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** The address with a path put after its own. */
    public static String joined(String address, String path) {
        var base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        return base + (path.startsWith("/") ? path : "/" + path);
    }

    /** What may be said of an address: its scheme, host and port. */
    public static String shown(URI address) {
        int port = address.getPort();
        return address.getScheme() + "://" + address.getHost() + (port < 0 ? "" : ":" + port);
    }
}
