@NullMarked
package io.hypervigil.kubernetes.device;

import org.jspecify.annotations.NullMarked;
