/** Alerts sent to Alertmanagers, as Prometheus sends them and configured as there. */
@NullMarked
package io.hypervigil.alerting.notifier;

import org.jspecify.annotations.NullMarked;
