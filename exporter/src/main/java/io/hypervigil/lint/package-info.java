/**
 * Judges metrics in text format 0.0.4 as {@code promtool check metrics} does: the same grammar, the
 * same rules, words of our own.
 */
@NullMarked
package io.hypervigil.lint;

import org.jspecify.annotations.NullMarked;
