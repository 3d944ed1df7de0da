@NullMarked
package io.hypervigil.containers.allocation;

import org.jspecify.annotations.NullMarked;
