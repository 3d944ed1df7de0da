package io.hypervigil.web;

import io.hypervigil.web.listen.WebListeners;
import io.hypervigil.web.security.SecurityCounts;
import io.hypervigil.web.security.WebSecurity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/**
 * What the guard of the web server counts.
 *
 * <pre>
 * hypervigil_http_requests_total{decision="admitted"} 2031
 * hypervigil_http_requests_total{decision="unauthorized"} 4
 * hypervigil_tls_handshake_failures_total 0
 * hypervigil_web_config_reloads_total{outcome="taken"} 1
 * </pre>
 */
public final class WebMetrics {

    private WebMetrics() {}

    /** Adds the meters: called once all that is urgent is done. */
    public static void bind(MeterRegistry registry, WebSecurity security, WebListeners listeners) {
        request(registry, security, "admitted", SecurityCounts::admitted);
        request(registry, security, "unauthorized", SecurityCounts::unauthorized);
        request(registry, security, "over_rate", SecurityCounts::overRate);
        request(registry, security, "too_busy", SecurityCounts::tooBusy);
        reload(registry, security, "taken", SecurityCounts::reloads);
        reload(registry, security, "refused", SecurityCounts::failedReloads);
        FunctionCounter.builder(
                        "hypervigil.tls.handshake.failures",
                        listeners,
                        WebListeners::failedHandshakes)
                .description("TLS handshakes that came to nothing.")
                .register(registry);
    }

    private static void request(
            MeterRegistry registry,
            WebSecurity security,
            String decision,
            ToDoubleFunction<SecurityCounts> count) {
        FunctionCounter.builder(
                        "hypervigil.http.requests",
                        security,
                        guard -> count.applyAsDouble(guard.counts()))
                .description("HTTP requests, by what the guard decided.")
                .tag("decision", decision)
                .register(registry);
    }

    private static void reload(
            MeterRegistry registry,
            WebSecurity security,
            String outcome,
            ToDoubleFunction<SecurityCounts> count) {
        FunctionCounter.builder(
                        "hypervigil.web.config.reloads",
                        security,
                        guard -> count.applyAsDouble(guard.counts()))
                .description("Changes of the web configuration file, by what became of them.")
                .tag("outcome", outcome)
                .register(registry);
    }
}
