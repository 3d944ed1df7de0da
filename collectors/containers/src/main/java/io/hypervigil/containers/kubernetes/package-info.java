/** Pods and containers by name, where no runtime tells of them. */
@NullMarked
package io.hypervigil.containers.kubernetes;

import org.jspecify.annotations.NullMarked;
