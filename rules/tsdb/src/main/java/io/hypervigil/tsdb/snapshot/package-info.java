/**
 * A window on disk, so that a restart loses nothing.
 *
 * <p>A file is, in this order: eight bytes of magic, two of version, series until a zero byte, and
 * four bytes of CRC32C of all before. A series is a one byte, its labels, its chunks, its
 * histograms. A text or a row of times stands where it is first needed; after that its number does.
 * Whole numbers are in groups of seven bits, the lowest first; words and floats in eight bytes, big
 * end first.
 */
@NullMarked
package io.hypervigil.tsdb.snapshot;

import org.jspecify.annotations.NullMarked;
