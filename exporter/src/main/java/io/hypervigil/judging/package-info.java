/**
 * Judging: the rules of the configuration over the window of this process, with its collectors for
 * sources.
 */
@NullMarked
package io.hypervigil.judging;

import org.jspecify.annotations.NullMarked;
