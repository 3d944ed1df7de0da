@NullMarked
package io.hypervigil.containers.gpurequest;

import org.jspecify.annotations.NullMarked;
