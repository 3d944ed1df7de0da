/**
 * The machine itself, in node_exporter's names.
 *
 * <p>{@link io.hypervigil.host.HostCollector} runs parts, one a node_exporter collector, each in
 * the package of its subject. Parts that read alike share a lane: a probe with its own thread.
 */
@NullMarked
package io.hypervigil.host;

import org.jspecify.annotations.NullMarked;
