/**
 * The language: its syntax tree, the lexer and the parser that make it of a text, the printer that
 * makes a text of it, and the signatures of its functions.
 */
@NullMarked
package io.hypervigil.promql.syntax;

import org.jspecify.annotations.NullMarked;
