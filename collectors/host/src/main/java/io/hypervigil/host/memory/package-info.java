/** Memory: what it is used for, on which node, and how the kernel moves it. */
@NullMarked
package io.hypervigil.host.memory;

import org.jspecify.annotations.NullMarked;
