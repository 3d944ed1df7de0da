@NullMarked
package io.hypervigil.containers.machine;

import org.jspecify.annotations.NullMarked;
