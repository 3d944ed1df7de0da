@NullMarked
package io.hypervigil.containers.layer;

import org.jspecify.annotations.NullMarked;
