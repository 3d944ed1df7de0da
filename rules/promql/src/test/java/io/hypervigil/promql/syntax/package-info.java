/** Tests of the language. */
@NullMarked
package io.hypervigil.promql.syntax;

import org.jspecify.annotations.NullMarked;
