@NullMarked
package io.hypervigil.containers.state;

import org.jspecify.annotations.NullMarked;
