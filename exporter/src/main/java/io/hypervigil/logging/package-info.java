/**
 * What slf4j's callers say, written to standard error: one line an event, as {@code key=value} or
 * as JSON, with the callers' keys kept as keys.
 *
 * <p>Of our own, since the usual backends turn fluent keys into text, read XML or scan the class
 * path at start, and cost 20 ms and more of it.
 */
@NullMarked
package io.hypervigil.logging;

import org.jspecify.annotations.NullMarked;
