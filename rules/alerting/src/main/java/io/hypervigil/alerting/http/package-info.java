/**
 * HTTP as a client, with the settings that Prometheus and Alertmanager call {@code http_config}.
 */
@NullMarked
package io.hypervigil.alerting.http;

import org.jspecify.annotations.NullMarked;
