/** The kernel and the distribution: what they are and what they count. */
@NullMarked
package io.hypervigil.host.kernel;

import org.jspecify.annotations.NullMarked;
