package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens images of web servers that are allowed, where they left off if the server still has the
 * same version. Redirects are followed by hand, each to an allowed host only.
 */
final class HttpsAccess {

    private static final int MOST_REDIRECTS = 5;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_VALIDATOR = 512;
    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/(.+)");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final Supplier<HttpClient> clients;
    private final List<String> hosts;
    private final Duration patience;

    /**
     * @param clients makes those that follow no redirects by themselves; each serves one fetch, so
     *     that none and no thread of theirs is there while nothing is fetched
     * @param patience how long until a server's first answer
     */
    HttpsAccess(Supplier<HttpClient> clients, List<String> hosts, Duration patience) {
        this.clients = clients;
        this.hosts = List.copyOf(hosts);
        this.patience = patience;
    }

    void check(URI uri) throws ActionFailure {
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
        boolean isAllowed =
                hosts.contains(host + ":" + port) || (port == HTTPS_PORT && hosts.contains(host));
        if (!isAllowed) {
            throw Refusal.of(
                    Kind.NOT_PERMITTED,
                    host + ":" + port + ": no host that images may be fetched from",
                    "name it in collectors.libvirt.images.hosts");
        }
    }

    OpenedSource open(URI first, PartFile.Kept kept) throws ActionFailure, IOException {
        var client = clients.get();
        boolean isOpen = false;
        try {
            var opened = open(client, first, kept);
            isOpen = true;
            return opened.alsoClosing(client::shutdownNow);
        } finally {
            if (!isOpen) {
                client.shutdownNow();
            }
        }
    }

    private OpenedSource open(HttpClient client, URI first, PartFile.Kept kept)
            throws ActionFailure, IOException {
        var uri = first;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            check(uri);
            var response = send(client, uri, kept);
            var next = redirect(uri, response);
            if (next.isEmpty()) {
                return opened(uri, response);
            }
            response.body().close();
            uri = next.get();
        }
        throw failed(first, "more than " + MOST_REDIRECTS + " redirects");
    }

    private HttpResponse<InputStream> send(HttpClient client, URI uri, PartFile.Kept kept)
            throws IOException {
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(patience)
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "hypervigil");
        if (kept.validator().isPresent() && kept.bytes() > 0) {
            request.header("Range", "bytes=" + kept.bytes() + "-");
            request.header("If-Range", kept.validator().get());
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static Optional<URI> redirect(URI uri, HttpResponse<InputStream> response)
            throws ActionFailure {
        return switch (response.statusCode()) {
            case 301, 302, 303, 307, 308 -> Optional.of(location(uri, response));
            default -> Optional.empty();
        };
    }

    private static URI location(URI uri, HttpResponse<InputStream> response) throws ActionFailure {
        try {
            var text =
                    header(response, "Location")
                            .orElseThrow(() -> new IllegalArgumentException("no address"));
            return new ImageSource.Https(uri.resolve(text)).uri();
        } catch (IllegalArgumentException e) {
            throw failed(uri, "a redirect to what is no https address without credentials");
        }
    }

    private static OpenedSource opened(URI uri, HttpResponse<InputStream> response)
            throws ActionFailure, IOException {
        int status = response.statusCode();
        if (status == 200) {
            var total = header(response, "Content-Length").filter(HttpsAccess::isLength);
            return opened(response, 0, total.map(Long::valueOf));
        }
        if (status == 206) {
            Matcher range = RANGE.matcher(header(response, "Content-Range").orElse(""));
            if (range.matches()) {
                var total = Optional.of(range.group(2)).filter(HttpsAccess::isLength);
                return opened(response, Long.parseLong(range.group(1)), total.map(Long::valueOf));
            }
        }
        response.body().close();
        if (status == 416) {
            throw new PartFile.OutOfRangeException();
        }
        if (status == 429 || status >= 500) {
            throw new IOException(uri.getHost() + " answers with " + status);
        }
        throw failed(uri, "answered with " + status);
    }

    private static OpenedSource opened(
            HttpResponse<InputStream> response, long offset, Optional<Long> total) {
        var validator =
                header(response, "ETag")
                        .filter(tag -> tag.startsWith("\""))
                        .or(() -> header(response, "Last-Modified"))
                        .filter(text -> text.length() <= MAX_VALIDATOR);
        return new OpenedSource(response.body(), offset, total, validator);
    }

    private static Optional<String> header(HttpResponse<InputStream> response, String name) {
        return response.headers().firstValue(name);
    }

    private static boolean isLength(String text) {
        return LENGTH.matcher(text).matches();
    }

    private static ActionFailure failed(URI uri, String why) {
        // Without the query, in which signed addresses carry their signature.
        return Refusal.of(
                Kind.FAILED,
                "https://" + uri.getAuthority() + uri.getRawPath() + ": " + why,
                "see whether the address is right");
    }
}
