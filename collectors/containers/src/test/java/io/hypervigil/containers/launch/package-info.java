@NullMarked
package io.hypervigil.containers.launch;

import org.jspecify.annotations.NullMarked;
