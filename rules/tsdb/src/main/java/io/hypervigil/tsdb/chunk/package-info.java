/**
 * The samples of one series: closed stretches in few bits, and an open one that grows. Times are
 * shared by all series that are written in the same rounds.
 */
@NullMarked
package io.hypervigil.tsdb.chunk;

import org.jspecify.annotations.NullMarked;
