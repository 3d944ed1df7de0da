/**
 * From snapshots to the pages that Prometheus reads.
 *
 * <p>simpleclient's registry holds the snapshots and the process's own metrics; this package is the
 * only one, beside the contract, that knows simpleclient.
 */
@NullMarked
package io.hypervigil.exposition;

import org.jspecify.annotations.NullMarked;
