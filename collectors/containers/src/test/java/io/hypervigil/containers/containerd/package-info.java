@NullMarked
package io.hypervigil.containers.containerd;

import org.jspecify.annotations.NullMarked;
