@NullMarked
package io.hypervigil.host.memory;

import org.jspecify.annotations.NullMarked;
