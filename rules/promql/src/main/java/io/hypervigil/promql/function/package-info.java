/** The functions of the language that look at one series at a time. */
@NullMarked
package io.hypervigil.promql.function;

import org.jspecify.annotations.NullMarked;
