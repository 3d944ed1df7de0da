@NullMarked
package io.hypervigil.containers.memory;

import org.jspecify.annotations.NullMarked;
