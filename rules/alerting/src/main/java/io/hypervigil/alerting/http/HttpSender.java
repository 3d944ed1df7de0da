package io.hypervigil.alerting.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests by the JDK's client: one client for each distinct TLS and proxy setting, all on
 * one executor. A request, redirects and body included, ends within its time limit; 64 KiB of an
 * answer are kept. No message of an exception holds more of an address than its host and port.
 *
 * <p>Thread: any; the caller waits.
 */
public final class HttpSender implements AutoCloseable {

    private static final int MOST_BODY_BYTES = 64 << 10;
    private static final int MOST_REDIRECTS = 10;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private record Wire(TlsSettings tls, ProxySettings proxy) {}

    private final Executor executor;
    private final String userAgent;
    private final Map<Wire, HttpClient> clients = new ConcurrentHashMap<>();
    private final OAuth2Tokens tokens = new OAuth2Tokens(this);

    /**
     * @param executor for the client's own work; virtual threads will do
     * @param userAgent what the process calls itself
     */
    public HttpSender(Executor executor, String userAgent) {
        this.executor = executor;
        this.userAgent = userAgent;
    }

    /**
     * One request as it is to be made.
     *
     * @param method of HTTP
     * @param address http or https
     * @param headers its own, before those of the settings
     * @param body may be empty
     * @param limit for all of it
     */
    public record Request(
            String method, URI address, Map<String, String> headers, String body, Duration limit) {
        public Request {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Sends it and waits for the answer.
     *
     * @throws IOException if there was no answer in time, or a secret could not be read
     * @throws InterruptedException if the thread was
     */
    public HttpAnswer send(Request request, HttpSettings settings)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + request.limit().toNanos();
        var next = request;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            boolean isOwnHost = sameOrigin(request.address(), next.address());
            var answer = exchange(next, settings, isOwnHost, deadline);
            var to = settings.followsRedirects() ? target(next, answer) : Optional.<URI>empty();
            if (to.isEmpty()) {
                if (answer.statusCode() == 401) {
                    tokens.forget(settings.credentials());
                }
                return HttpAnswer.of(
                        answer.statusCode(),
                        answer.body(),
                        answer.headers().firstValue("Retry-After"));
            }
            next = redirected(next, answer.statusCode(), to.get());
        }
        throw new IOException(Addresses.shown(request.address()) + ": too many redirects");
    }

    private HttpResponse<byte[]> exchange(
            Request request, HttpSettings settings, boolean isOwnHost, long deadline)
            throws IOException, InterruptedException {
        var built = built(request, settings, isOwnHost);
        var answer = client(settings).sendAsync(built, _ -> new FirstBytes(MOST_BODY_BYTES));
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(
                    Addresses.shown(request.address())
                            + ": no answer within "
                            + request.limit().toMillis()
                            + " ms",
                    e);
        } catch (ExecutionException e) {
            throw new IOException(
                    Addresses.shown(request.address())
                            + ": "
                            + reason(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private HttpRequest built(Request request, HttpSettings settings, boolean isOwnHost)
            throws IOException, InterruptedException {
        var builder =
                HttpRequest.newBuilder(request.address())
                        .method(
                                request.method(),
                                request.body().isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(request.body()))
                        .setHeader("User-Agent", userAgent);
        if (isOwnHost) {
            request.headers().forEach(builder::setHeader);
            for (var header : settings.headers().entrySet()) {
                for (var value : header.getValue()) {
                    builder.header(header.getKey(), value.reveal());
                }
            }
            authorization(settings).ifPresent(value -> builder.setHeader("Authorization", value));
        } else {
            // Another host is shown what the message is, never a credential.
            Optional.ofNullable(request.headers().get("Content-Type"))
                    .ifPresent(type -> builder.setHeader("Content-Type", type));
        }
        return builder.build();
    }

    private Optional<String> authorization(HttpSettings settings)
            throws IOException, InterruptedException {
        return switch (settings.credentials()) {
            case Credentials.None _ -> Optional.empty();
            case Credentials.Basic basic -> Optional.of(basic.header());
            case Credentials.Token token -> Optional.of(token.header());
            case Credentials.OAuth2 oauth2 ->
                    Optional.of("Bearer " + tokens.token(oauth2, settings));
        };
    }

    private static String reason(Throwable fault) {
        if (fault instanceof ConnectException) {
            return "cannot connect";
        }
        var message = fault.getMessage();
        // The client's messages name hosts and faults of TLS, never a path or a header.
        return message == null ? fault.getClass().getSimpleName() : message;
    }

    private static Optional<URI> target(Request request, HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case 301, 302, 303, 307, 308 -> target(request.address(), answer.headers());
            default -> Optional.empty();
        };
    }

    private static Optional<URI> target(URI from, HttpHeaders headers) {
        try {
            return headers.firstValue("Location")
                    .map(from::resolve)
                    .flatMap(to -> Addresses.parsed(to.toString()))
                    .filter(
                            to ->
                                    to.getScheme().equals("https")
                                            || from.getScheme().equals("http"));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Request redirected(Request request, int status, URI to) {
        boolean keepsBody = (status == 307) || (status == 308);
        return keepsBody
                ? new Request(
                        request.method(), to, request.headers(), request.body(), request.limit())
                : new Request("GET", to, request.headers(), "", request.limit());
    }

    private static boolean sameOrigin(URI one, URI other) {
        return Addresses.shown(one).equals(Addresses.shown(other));
    }

    private HttpClient client(HttpSettings settings) throws IOException {
        var wire = new Wire(settings.tls(), settings.proxy());
        var known = clients.get(wire);
        if (known != null) {
            return known;
        }
        var builder =
                HttpClient.newBuilder()
                        .executor(executor)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_LIMIT)
                        .followRedirects(HttpClient.Redirect.NEVER);
        if (!settings.tls().equals(TlsSettings.DEFAULT)) {
            builder.sslContext(TlsContexts.context(settings.tls()))
                    .sslParameters(TlsContexts.parameters(settings.tls()));
        }
        if (settings.proxy().address().isPresent()) {
            builder.proxy(new OneProxy(settings.proxy().address().get(), settings.proxy()));
        }
        var made = builder.build();
        var raced = clients.putIfAbsent(wire, made);
        return raced == null ? made : raced;
    }

    private static final class OneProxy extends ProxySelector {
        private final Proxy proxy;
        private final ProxySettings settings;

        OneProxy(URI address, ProxySettings settings) {
            int port = address.getPort() < 0 ? 80 : address.getPort();
            this.proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), port));
            this.settings = settings;
        }

        @Override
        public List<Proxy> select(URI to) {
            return List.of(settings.excepts(to.getHost()) ? Proxy.NO_PROXY : proxy);
        }

        @Override
        public void connectFailed(URI to, SocketAddress address, IOException fault) {
            // The request itself says so.
        }
    }

    /** Ends every client; requests under way fail. */
    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        clients.clear();
    }
}
