package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.Addresses;
import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a service, and how its answer is judged.
 *
 * @param method of HTTP
 * @param address asked for when it is sent
 * @param headers each asked for when it is sent
 * @param body of any type
 */
record Post(
        String method,
        Secret address,
        String path,
        HttpSettings http,
        Map<String, Secret> headers,
        String body,
        Duration limit) {

    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Map<String, Secret> OF_JSON =
            Map.of("Content-Type", Secret.of("application/json"));

    Post {
        headers = Map.copyOf(headers);
    }

    /** A POST of JSON. */
    static Post json(Secret address, HttpSettings http, JsonNode body) {
        return new Post("POST", address, "", http, OF_JSON, body.toString(), LIMIT);
    }

    /** A POST of a form. */
    static Post form(Secret address, HttpSettings http, String body) {
        var type = Secret.of("application/x-www-form-urlencoded");
        return new Post("POST", address, "", http, Map.of("Content-Type", type), body, LIMIT);
    }

    Post method(String other) {
        return new Post(other, address, path, http, headers, body, limit);
    }

    /** The same with a path after the address' own. */
    Post path(String more) {
        return new Post(method, address, more, http, headers, body, limit);
    }

    /** The same with a further header. */
    Post header(String name, Secret value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Post(method, address, path, http, more, body, limit);
    }

    /** The same with another limit of time; none is longer than a minute, one of zero is that. */
    Post within(Duration span) {
        var most = Duration.ofMinutes(1);
        boolean isOut = span.isZero() || (span.compareTo(most) > 0);
        return new Post(method, address, path, http, headers, body, isOut ? most : span);
    }

    /** How an answer is judged. */
    @FunctionalInterface
    interface Judge {
        Outcome of(HttpAnswer answer);
    }

    /** Sends it; an answer is judged by its status alone. */
    Outcome send(Sending sending) {
        return send(sending, answer -> judged(answer, sending));
    }

    /** Sends it. */
    Outcome send(Sending sending, Judge judge) {
        try {
            var uri = Addresses.parsed(whole());
            return uri.isEmpty()
                    ? new Outcome.Refused("the configured address is none of http or https")
                    : judge.of(sending.http().send(request(uri.get()), http));
        } catch (IOException e) {
            return new Outcome.Later(String.valueOf(e.getMessage()), Optional.empty());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Later("interrupted", Optional.empty());
        } catch (IllegalArgumentException _) {
            // A header's value with a line break in it, say: its text must not be repeated.
            return new Outcome.Refused("the request cannot be made of the configured values");
        }
    }

    private String whole() throws IOException {
        return path.isEmpty() ? address.reveal() : Addresses.joined(address.reveal(), path);
    }

    private HttpSender.Request request(java.net.URI uri) throws IOException {
        var revealed = new LinkedHashMap<String, String>();
        for (var header : headers.entrySet()) {
            revealed.put(header.getKey(), header.getValue().reveal());
        }
        return new HttpSender.Request(method, uri, revealed, body, limit);
    }

    /** By its status: good, worth another attempt, or refused. */
    static Outcome judged(HttpAnswer answer, Sending sending) {
        if (answer.isGood()) {
            return new Outcome.Delivered(answer.shown(), Map.of());
        }
        return answer.isWorthRetrying()
                ? new Outcome.Later(answer.shown(), answer.retryAfter(sending.clock().instant()))
                : new Outcome.Refused(answer.shown());
    }
}
