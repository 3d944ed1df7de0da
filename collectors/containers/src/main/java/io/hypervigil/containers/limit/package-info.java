/** What containers are allowed. */
@NullMarked
package io.hypervigil.containers.limit;

import org.jspecify.annotations.NullMarked;
