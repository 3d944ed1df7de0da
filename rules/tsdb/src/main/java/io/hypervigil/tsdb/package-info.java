/**
 * A fixed window of samples in memory: an index of series by label, compressed chunks, and a limit
 * of both.
 */
@NullMarked
package io.hypervigil.tsdb;

import org.jspecify.annotations.NullMarked;
