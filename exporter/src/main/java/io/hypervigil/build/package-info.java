/** What this process was built from. */
@NullMarked
package io.hypervigil.build;

import org.jspecify.annotations.NullMarked;
