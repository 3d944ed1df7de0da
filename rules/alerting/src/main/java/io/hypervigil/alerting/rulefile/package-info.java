/** Rule files as Prometheus reads them, with the place of every fault. */
@NullMarked
package io.hypervigil.alerting.rulefile;

import org.jspecify.annotations.NullMarked;
