/** PromQL and its HTTP API beside a real Prometheus that holds the same samples. */
@NullMarked
package io.hypervigil.peers.promql;

import org.jspecify.annotations.NullMarked;
