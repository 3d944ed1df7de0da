package io.hypervigil.web;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.exposition.BuildMetrics;
import io.hypervigil.exposition.MetricsPage;
import io.hypervigil.web.listen.WebListeners;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web server: pages for Prometheus, checks for whoever watches the process, a page for people.
 *
 * <p>Thread: any.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebServer.class);

    /** How long requests under way may take once the server is told to stop. */
    private static final long STOP_MILLIS = 3_000;

    private final Javalin app;
    private final WebListeners listeners;

    private WebServer(Javalin app, WebListeners listeners) {
        this.app = app;
        this.listeners = listeners;
    }

    /**
     * Starts listening.
     *
     * @param pages further ones
     * @param listeners the addresses, taken already, and what guards them
     */
    public static WebServer start(
            WebSettings settings,
            BuildInfo build,
            MetricsPage page,
            Monitored monitored,
            List<? extends WebPages> pages,
            InstantSource clock,
            WebListeners listeners) {
        var metrics = new MetricsHandler(page, BuildMetrics.samples(build), monitored, settings);
        var app =
                Javalin.create(
                        config -> {
                            quiet(config);
                            config.jetty.threadPool = WebListeners.newThreadPool();
                            config.jetty.modifyServer(listeners::addTo);
                            config.jetty.modifyServer(WebServer::endGently);
                            config.jetty.modifyServer(WebServer::restQuietly);
                            var routes = config.routes;
                            routes.get("/", new LandingHandler(build, monitored, settings));
                            routes.get(settings.telemetryPath(), metrics);
                            routes.get(settings.telemetryPath() + "/{collector}", metrics);
                            routes.get(
                                    "/api/v1/status/collectors",
                                    new StatusHandler(monitored, clock));
                            pages.forEach(more -> more.addTo(routes));
                            routes.get("/-/healthy", WebServer::healthy);
                            routes.get("/-/ready", context -> ready(context, monitored));
                            if (settings.isLifecycleEnabled()) {
                                routes.post("/-/reload", context -> reload(context, monitored));
                            } else {
                                routes.post("/-/reload", WebServer::lifecycleIsOff);
                            }
                            refusals(config);
                        });
        var server = new WebServer(app.start(), listeners);
        for (String url : listeners.urls()) {
            LOGGER.atInfo().addKeyValue("address", url).log("listening");
        }
        return server;
    }

    /** How each listener is reached. */
    public List<String> urls() {
        return listeners.urls();
    }

    /** Finishes the requests under way, for 3 s at most, then stops listening. */
    @Override
    public void close() {
        try {
            app.stop();
        } catch (JavalinException e) {
            LOGGER.atWarn()
                    .addKeyValue("error", String.valueOf(e.getMessage()))
                    .log("a connection did not end in time, it is cut");
        } finally {
            listeners.close();
        }
    }

    private static void endGently(Server server) {
        server.setStopTimeout(STOP_MILLIS);
    }

    /**
     * Javalin has Jetty look each second whether threads are scarce, which virtual ones are not.
     */
    private static void restQuietly(Server server) {
        server.getBeans(LowResourceMonitor.class).forEach(server::removeBean);
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.generateEtags = false;
        config.http.prefer405over404 = true;
    }

    private static void refusals(JavalinConfig config) {
        config.routes.exception(
                BadRequest.class,
                (e, context) -> context.status(400).result(e.getMessage() + "\n"));
        config.routes.exception(
                NoSuchCollector.class,
                (e, context) -> context.status(404).result(e.getMessage() + "\n"));
        config.routes.exception(
                HttpException.RuntimeException.class,
                (e, context) -> context.status(e.getCode()).result(e.getReason() + "\n"));
        config.routes.exception(
                NotFoundResponse.class,
                // These words: Grafana knows by them that a server has no ruler of Mimir's.
                (_, context) -> context.status(404).result("404 page not found\n"));
        config.routes.exception(
                MethodNotAllowedResponse.class,
                (e, context) ->
                        context.status(405)
                                .header("Allow", String.join(", ", e.getDetails().values()))
                                .result("Method Not Allowed\n"));
        config.routes.exception(
                HttpResponseException.class,
                (e, context) -> context.status(e.getStatus()).result(e.getMessage() + "\n"));
        config.routes.exception(Exception.class, WebServer::failed);
    }

    private static void healthy(Context context) {
        context.result("Hypervigil is healthy.\n");
    }

    private static void ready(Context context, Monitored monitored) {
        if (monitored.isReady()) {
            context.result("Hypervigil is ready.\n");
        } else {
            context.status(503).result("The first round of sampling is not done yet.\n");
        }
    }

    private static void lifecycleIsOff(Context context) {
        context.status(403)
                .result("Lifecycle API is not enabled, start with --web.enable-lifecycle.\n");
    }

    private static void reload(Context context, Monitored monitored) {
        try {
            monitored.reload();
            context.result("Configuration reloaded.\n");
        } catch (Monitored.ReloadFailed e) {
            context.status(500)
                    .result(
                            "The new configuration is refused, the old one is in force:\n"
                                    + e.getMessage()
                                    + "\n");
        }
    }

    private static void failed(Exception e, Context context) {
        LOGGER.atError().addKeyValue("path", context.path()).setCause(e).log("request failed");
        context.status(500).result("Internal error, see the log.\n");
    }
}
