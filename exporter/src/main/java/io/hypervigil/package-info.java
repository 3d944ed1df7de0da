/** The composition root: what is made here, by hand, is all that runs. */
@NullMarked
package io.hypervigil;

import org.jspecify.annotations.NullMarked;
