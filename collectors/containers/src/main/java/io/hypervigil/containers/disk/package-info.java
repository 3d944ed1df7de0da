/** Input and output of containers on block devices. */
@NullMarked
package io.hypervigil.containers.disk;

import org.jspecify.annotations.NullMarked;
