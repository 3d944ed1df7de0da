/** YAML as Prometheus and Alertmanager read it: strictly, with the place of every fault. */
@NullMarked
package io.hypervigil.alerting.yaml;

import org.jspecify.annotations.NullMarked;
