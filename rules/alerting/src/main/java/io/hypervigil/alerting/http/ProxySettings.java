package io.hypervigil.alerting.http;

import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Through whom requests go.
 *
 * @param address of the proxy
 * @param exceptions hosts and domains that are reached without it
 */
public record ProxySettings(Optional<URI> address, List<String> exceptions) {

    /** No proxy. */
    public static final ProxySettings NONE = new ProxySettings(Optional.empty(), List.of());

    public ProxySettings {
        exceptions = List.copyOf(exceptions);
    }

    static ProxySettings read(YamlMapping yaml) {
        var address = yaml.text("proxy_url").filter(text -> !text.isEmpty());
        var exceptions = yaml.text("no_proxy").orElse("");
        boolean fromEnvironment = yaml.flag("proxy_from_environment").orElse(false);
        if (fromEnvironment && address.isPresent()) {
            throw yaml.wrong("proxy_url", "must not be configured beside proxy_from_environment");
        }
        if (fromEnvironment && !exceptions.isEmpty()) {
            throw yaml.wrong("no_proxy", "must not be configured beside proxy_from_environment");
        }
        if (address.isEmpty() && !fromEnvironment && !exceptions.isEmpty()) {
            throw yaml.wrong("no_proxy", "proxy_url must also be configured");
        }
        if (yaml.has("proxy_connect_header") && address.isEmpty() && !fromEnvironment) {
            throw yaml.wrong("proxy_connect_header", "proxy_url must also be configured");
        }
        if (fromEnvironment) {
            return fromEnvironment();
        }
        return new ProxySettings(address.map(text -> uri(yaml, text)), split(exceptions));
    }

    private static URI uri(YamlMapping yaml, String text) {
        // Upstream takes a bare host, too.
        var uri = Addresses.parsed(text).or(() -> Addresses.parsed("http://" + text));
        if (uri.isEmpty()) {
            throw wrong(yaml);
        }
        return uri.get();
    }

    private static YamlException wrong(YamlMapping yaml) {
        return yaml.wrong("proxy_url", "no http or https address");
    }

    private static ProxySettings fromEnvironment() {
        var address =
                Optional.ofNullable(System.getenv("HTTPS_PROXY"))
                        .or(() -> Optional.ofNullable(System.getenv("HTTP_PROXY")))
                        .flatMap(Addresses::parsed);
        var exceptions = Optional.ofNullable(System.getenv("NO_PROXY")).orElse("");
        return new ProxySettings(address, split(exceptions));
    }

    private static List<String> split(String list) {
        return List.of(list.split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Whether a host is reached without the proxy. */
    boolean excepts(String host) {
        return exceptions.stream()
                .map(name -> name.startsWith(".") ? name.substring(1) : name)
                .anyMatch(
                        name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }
}
