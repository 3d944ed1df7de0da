/** The file systems that hold what containers write to their own layers. */
@NullMarked
package io.hypervigil.containers.layer;

import org.jspecify.annotations.NullMarked;
