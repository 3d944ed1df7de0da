package io.hypervigil.query;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks the HTTP API of a Prometheus.
 *
 * <p>Thread: any.
 */
public final class QueryClient {

    private static final Duration CONNECTED = Duration.ofSeconds(5);

    /** Servers end a query after two minutes, and say so. */
    private static final Duration ANSWERED = Duration.ofSeconds(150);

    private static final String NAME_ANOTHER = "name another with --url, or in HYPERVIGIL_URL";

    private final ServerAddress server;

    public QueryClient(ServerAddress server) {
        this.server = server;
    }

    /**
     * The JSON of an answer, be it a result or the server's own error.
     *
     * @param path below the server's address
     * @throws Unanswered where it gives none
     */
    public byte[] ask(String path, Map<String, String> parameters)
            throws Unanswered, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(ANSWERED)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(form(parameters)));
        server.authorization().ifPresent(value -> request.header("Authorization", value));
        try (var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTED)
                        .build()) {
            return json(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(
                        entry ->
                                entry.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private byte[] json(HttpResponse<byte[]> response) throws Unanswered {
        var type = response.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
            return response.body();
        }
        throw switch (response.statusCode()) {
            case 401 ->
                    new Unanswered(
                            server + " asks who you are",
                            "name a user in the address, best in HYPERVIGIL_URL:"
                                    + " https://USER:PASSWORD@HOST:PORT",
                            null);
            case 403 -> new Unanswered(server + " does not allow it", "", null);
            default ->
                    new Unanswered(
                            server
                                    + " answers "
                                    + response.statusCode()
                                    + ", not as a Prometheus does",
                            "is it hypervigil that listens there? " + NAME_ANOTHER,
                            null);
        };
    }

    private Unanswered failed(IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException _ ->
                    new Unanswered(
                            server + " does not answer within " + CONNECTED.toSeconds() + " s",
                            "is there a firewall in between? or " + NAME_ANOTHER,
                            e);
            case HttpTimeoutException _ ->
                    new Unanswered(
                            server + " gave no result within " + ANSWERED.toSeconds() + " s",
                            "",
                            e);
            case ConnectException _ when isUnresolved(e) ->
                    new Unanswered(server + ": there is no such host", NAME_ANOTHER, e);
            case ConnectException _ ->
                    new Unanswered(
                            server + ": connection refused",
                            "is hypervigil running there? start it, or " + NAME_ANOTHER,
                            e);
            default -> new Unanswered(server + ": " + reason(e), "", e);
        };
    }

    private static boolean isUnresolved(Throwable e) {
        return e instanceof UnresolvedAddressException
                || (e.getCause() != null && isUnresolved(e.getCause()));
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
    }
}
