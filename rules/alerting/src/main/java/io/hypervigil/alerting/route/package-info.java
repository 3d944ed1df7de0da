/** Alertmanager's configuration file: the tree of routes, receivers, inhibitions, times. */
@NullMarked
package io.hypervigil.alerting.route;

import org.jspecify.annotations.NullMarked;
