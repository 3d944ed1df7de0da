/**
 * The HTTP API of Prometheus, over the window of samples: what Grafana's data source, promtool and
 * other clients of it call.
 */
@NullMarked
package io.hypervigil.web.api;

import org.jspecify.annotations.NullMarked;
