package io.hypervigil.web;

/**
 * What the web server is told.
 *
 * @param telemetryPath where the metrics are
 * @param maxRequests scrapes at once, beyond it 503; 0 for any number
 * @param isLifecycleEnabled whether {@code POST /-/reload} is there
 * @param isOwnIncluded whether the process's own metrics are on the page
 */
public record WebSettings(
        String telemetryPath, int maxRequests, boolean isLifecycleEnabled, boolean isOwnIncluded) {

    public WebSettings {
        if (!telemetryPath.startsWith("/") || telemetryPath.equals("/")) {
            throw new IllegalArgumentException(
                    "telemetry_path: '" + telemetryPath + "', a path such as /metrics expected");
        }
    }
}
