/** What the kernel says in its log. */
@NullMarked
package io.hypervigil.collect.kernel;

import org.jspecify.annotations.NullMarked;
