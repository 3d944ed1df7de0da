@NullMarked
package io.hypervigil.containers.usage;

import org.jspecify.annotations.NullMarked;
