package io.hypervigil.alerting.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Tokens of OAuth 2, kept until shortly before they expire. Thread: any. */
final class OAuth2Tokens {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration EARLY = Duration.ofSeconds(10);
    private static final long DEFAULT_SECONDS = 60;

    /** Made when it is needed: most processes never read such an answer, and it is large. */
    private static final class Mapper {
        static final JsonMapper JSON = JsonMapper.builder().build();
    }

    private record Held(String token, long untilNanos) {}

    private final HttpSender sender;
    private final Map<Credentials.OAuth2, Held> held = new ConcurrentHashMap<>();

    OAuth2Tokens(HttpSender sender) {
        this.sender = sender;
    }

    String token(Credentials.OAuth2 oauth2, HttpSettings settings)
            throws IOException, InterruptedException {
        var known = held.get(oauth2);
        if ((known != null) && (known.untilNanos() - System.nanoTime() > 0)) {
            return known.token();
        }
        var fresh = fetched(oauth2, settings);
        held.put(oauth2, fresh);
        return fresh.token();
    }

    /** A token that was refused is not used again. */
    void forget(Credentials credentials) {
        if (credentials instanceof Credentials.OAuth2 oauth2) {
            held.remove(oauth2);
        }
    }

    private Held fetched(Credentials.OAuth2 oauth2, HttpSettings settings)
            throws IOException, InterruptedException {
        var address =
                Addresses.parsed(oauth2.tokenUrl())
                        .orElseThrow(() -> new IOException("token_url is no address"));
        var answer = sender.send(request(oauth2, address), plain(settings));
        if (!answer.isGood()) {
            throw new IOException(
                    Addresses.shown(address) + ": no token, status " + answer.status());
        }
        var json = read(answer.body(), address);
        long seconds = json.path("expires_in").asLong(DEFAULT_SECONDS);
        var lasts = Duration.ofSeconds(Math.clamp(seconds, 0, 86_400)).minus(EARLY);
        return new Held(json.path("access_token").asText(""), System.nanoTime() + lasts.toNanos());
    }

    private static JsonNode read(String body, URI address) throws IOException {
        try {
            return Mapper.JSON.readTree(body);
        } catch (JsonProcessingException _) {
            throw new IOException(Addresses.shown(address) + ": no token in the answer");
        }
    }

    private static HttpSender.Request request(Credentials.OAuth2 oauth2, URI address)
            throws IOException {
        var form = new LinkedHashMap<String, String>(oauth2.parameters());
        form.put("grant_type", "client_credentials");
        form.put("client_id", oauth2.clientId());
        if (oauth2.clientSecret().isPresent()) {
            form.put("client_secret", oauth2.clientSecret().get().reveal());
        }
        if (!oauth2.scope().isEmpty()) {
            form.put("scope", oauth2.scope());
        }
        var type = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return new HttpSender.Request("POST", address, type, encoded(form), LIMIT);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpSettings plain(HttpSettings settings) {
        return new HttpSettings(
                new Credentials.None(), settings.tls(), settings.proxy(), false, Map.of());
    }
}
