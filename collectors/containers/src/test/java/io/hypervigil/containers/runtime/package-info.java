@NullMarked
package io.hypervigil.containers.runtime;

import org.jspecify.annotations.NullMarked;
