/** Asks a running server, ours or a Prometheus, and writes for people what it answers. */
@NullMarked
package io.hypervigil.query;

import org.jspecify.annotations.NullMarked;
