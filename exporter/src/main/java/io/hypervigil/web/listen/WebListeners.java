package io.hypervigil.web.listen;

import io.hypervigil.config.ListenAddress;
import io.hypervigil.web.security.WebSecurity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process listens on. The addresses are taken when this is opened, so that one that cannot
 * be had is known before anything else starts; clients wait in the kernel until the server runs.
 *
 * <p>TCP listeners speak TLS where the web configuration has it. Unix sockets speak plain HTTP:
 * their file's mode says who gets in; users and the rate limit hold for them, too.
 *
 * <p>Thread: one; {@link #urls} and {@link #failedHandshakes} any.
 */
public final class WebListeners implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebListeners.class);

    /** One selector a listener, which accepts too; requests have virtual threads. */
    private static final int SELECTORS = 1;

    private static final int NO_ACCEPTORS = 0;
    private static final int MAX_PLATFORM_THREADS = 16;

    private final HttpLimits limits;
    private final WebSecurity security;
    private final List<Bound> bound;
    private final AtomicLong failedHandshakes = new AtomicLong();

    private WebListeners(List<Bound> bound, HttpLimits limits, WebSecurity security) {
        this.limits = limits;
        this.security = security;
        this.bound = List.copyOf(bound);
    }

    /**
     * Takes the addresses.
     *
     * @throws ListenException where one of them cannot be had; none is held then
     */
    public static WebListeners open(
            List<ListenAddress> addresses, HttpLimits limits, WebSecurity security)
            throws ListenException {
        var bound = new ArrayList<Bound>();
        try {
            for (ListenAddress address : addresses) {
                bound.add(
                        switch (address) {
                            case ListenAddress.Tcp tcp -> new BoundTcp(tcp, TcpSocket.open(tcp));
                            case ListenAddress.Unix unix -> new BoundUnix(UnixSocket.claim(unix));
                        });
            }
            return new WebListeners(bound, limits, security);
        } catch (ListenException e) {
            bound.forEach(WebListeners::close);
            throw e;
        }
    }

    /**
     * Threads for a server: a few of the platform's for selectors, virtual ones for requests. Jetty
     * takes them at construction.
     */
    public static ThreadPool newThreadPool() {
        var pool = new QueuedThreadPool(MAX_PLATFORM_THREADS, 1);
        pool.setName("hv-web");
        pool.setReservedThreads(0);
        pool.setVirtualThreadsExecutor(
                VirtualThreads.getNamedVirtualThreadsExecutor("hv-request-"));
        return pool;
    }

    /**
     * Gives a server that has not started its connectors, the guard of the web configuration before
     * all of its handlers, and the limits.
     */
    public void addTo(Server server) {
        for (Bound each : bound) {
            var connector = connector(server, each);
            connector.setIdleTimeout(limits.keepAlive().toMillis());
            connector.addBean(new HeadDeadline(connector, limits.headTimeout(), System::nanoTime));
            server.addConnector(connector);
        }
        server.insertHandler(new BodyLimit(limits.bodyBytes()));
        server.insertHandler(security.newGuard());
        server.insertHandler(new MethodFence());
        server.setErrorHandler(new PlainErrors());
        server.addBean(connectionLimit(server));
    }

    private NetworkConnectionLimit connectionLimit(Server server) {
        var limit = new NetworkConnectionLimit(limits.connections(), server);
        // Where there is no room for another, those that say nothing make it.
        limit.setEndPointIdleTimeout(limits.headTimeout().toMillis());
        return limit;
    }

    /** How each listener is reached: {@code http://127.0.0.1:10048}, {@code unix:/run/hv.sock}. */
    public List<String> urls() {
        return bound.stream().map(this::url).toList();
    }

    /** TLS handshakes that came to nothing since the start. */
    public long failedHandshakes() {
        return failedHandshakes.get();
    }

    /** Lets go of addresses that no server has taken; a stopped server has closed its own. */
    @Override
    public void close() {
        bound.forEach(WebListeners::close);
    }

    private AbstractConnector connector(Server server, Bound each) {
        return switch (each) {
            case BoundTcp tcp -> tcpConnector(server, tcp.channel);
            case BoundUnix unix ->
                    new UnixConnector(server, unix.socket, PlainHttp.factory(limits));
        };
    }

    private ServerConnector tcpConnector(Server server, ServerSocketChannel channel) {
        var factories =
                security.isTls()
                        ? TlsHttp.factories(
                                limits, security, new CountedHandshakes(failedHandshakes))
                        : List.<ConnectionFactory>of(PlainHttp.factory(limits));
        var connector =
                new ServerConnector(
                        server,
                        NO_ACCEPTORS,
                        SELECTORS,
                        factories.toArray(ConnectionFactory[]::new));
        try {
            connector.open(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    private String url(Bound each) {
        return switch (each) {
            case BoundTcp tcp ->
                    (security.isTls() ? "https://" : "http://")
                            + new ListenAddress.Tcp(tcp.host(), tcp.port);
            case BoundUnix unix -> new ListenAddress.Unix(unix.socket.path()).toString();
        };
    }

    private static void close(Bound each) {
        switch (each) {
            case BoundTcp tcp -> {
                try {
                    tcp.channel.close();
                } catch (IOException e) {
                    LOG.atDebug().setCause(e).log("a listener did not close");
                }
            }
            case BoundUnix _ -> {}
        }
    }

    private sealed interface Bound {}

    /**
     * @param port the one that was taken
     */
    private record BoundTcp(ListenAddress.Tcp address, ServerSocketChannel channel, int port)
            implements Bound {

        BoundTcp(ListenAddress.Tcp address, ServerSocketChannel channel) {
            this(address, channel, channel.socket().getLocalPort());
        }

        /** For people: a listener on every address is reached by this one. */
        String host() {
            return address.host().isEmpty() ? "localhost" : address.host();
        }
    }

    private record BoundUnix(UnixSocket socket) implements Bound {}

    /** Loaded with TLS alone. */
    private record CountedHandshakes(AtomicLong failed) implements SslHandshakeListener {

        @Override
        public void handshakeFailed(Event event, Throwable failure) {
            failed.incrementAndGet();
            LOG.atDebug()
                    .addKeyValue("address", event.getEndPoint().getRemoteSocketAddress())
                    .addKeyValue("error", failure)
                    .log("TLS handshake failed");
        }
    }
}
