package io.hypervigil.web.listen;

import io.hypervigil.config.ListenAddress;
import io.hypervigil.web.security.Caller;
import io.hypervigil.web.security.WebSecurity;
import io.javalin.Javalin;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpException;

/** A tiny application behind the listeners and the guard: this is how they are wired. */
final class TestServer implements AutoCloseable {

    private final WebSecurity security;
    private final WebListeners listeners;
    private final Javalin app;

    private TestServer(WebSecurity security, WebListeners listeners) {
        this.security = security;
        this.listeners = listeners;
        this.app =
                Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.startup.startupWatcherEnabled = false;
                            config.jetty.threadPool = WebListeners.newThreadPool();
                            config.jetty.modifyServer(listeners::addTo);
                            config.routes.get(
                                    "/",
                                    context ->
                                            context.result(
                                                    Caller.of(context.attribute(Caller.ATTRIBUTE))
                                                            + " by "
                                                            + context.protocol()
                                                            + "\n"));
                            config.routes.post(
                                    "/echo", context -> context.result(context.body() + "\n"));
                            config.routes.exception(
                                    HttpException.RuntimeException.class,
                                    (e, context) ->
                                            context.status(e.getCode()).result("too large\n"));
                            config.routes.get(
                                    "/fails",
                                    _ -> {
                                        throw new IllegalStateException("it fails");
                                    });
                        });
    }

    /** Plain HTTP for everybody on a free port of 127.0.0.1. */
    static TestServer plain(HttpLimits limits) throws Exception {
        return start(WebSecurity.none(), limits, List.of("127.0.0.1:0"));
    }

    /** With a web configuration file, on a free port of 127.0.0.1. */
    static TestServer of(Path webConfig) throws Exception {
        var security = WebSecurity.open(webConfig, InstantSource.system());
        return start(security, HttpLimits.DEFAULT, List.of("127.0.0.1:0"));
    }

    static TestServer start(WebSecurity security, HttpLimits limits, List<String> addresses)
            throws Exception {
        var parsed = new ArrayList<ListenAddress>();
        addresses.forEach(address -> parsed.add(ListenAddress.parse(address)));
        var listeners = WebListeners.open(parsed, limits, security);
        var server = new TestServer(security, listeners);
        server.app.start();
        return server;
    }

    WebSecurity security() {
        return security;
    }

    WebListeners listeners() {
        return listeners;
    }

    /** The first listener's. */
    String url() {
        return listeners.urls().getFirst();
    }

    int port() {
        return Integer.parseInt(url().substring(url().lastIndexOf(':') + 1));
    }

    @Override
    public void close() {
        app.stop();
        listeners.close();
    }
}
