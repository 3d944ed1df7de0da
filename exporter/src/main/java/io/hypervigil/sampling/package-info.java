/**
 * Samples every probe on a thread of its own and keeps the latest snapshot of each.
 *
 * <p>A source that hangs costs one thread and its own values. Nobody waits for it past its
 * deadline, and it is never called a second time while it hangs.
 */
@NullMarked
package io.hypervigil.sampling;

import org.jspecify.annotations.NullMarked;
