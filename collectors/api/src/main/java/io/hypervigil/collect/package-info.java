/**
 * The contract between a source of metrics and the process that samples it.
 *
 * <p>A {@link io.hypervigil.collect.Collector} names itself, declares its {@link
 * io.hypervigil.collect.Schema} and starts one or several {@link io.hypervigil.collect.Probe}s. A
 * probe writes samples into a {@link io.hypervigil.collect.SampleSink} and ends each round with an
 * {@link io.hypervigil.collect.Outcome}. Collectors never see each other: what one knows about
 * another's devices goes over the {@link io.hypervigil.collect.FactBoard}.
 */
@NullMarked
package io.hypervigil.collect;

import org.jspecify.annotations.NullMarked;
