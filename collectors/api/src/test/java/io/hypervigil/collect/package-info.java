/** The contract test that every collector runs, and the harness it stands on. */
@NullMarked
package io.hypervigil.collect;

import org.jspecify.annotations.NullMarked;
