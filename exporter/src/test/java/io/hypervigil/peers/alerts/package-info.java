/** Alerts from the metric to who is told, by the running process and by programs not ours. */
@NullMarked
package io.hypervigil.peers.alerts;

import org.jspecify.annotations.NullMarked;
