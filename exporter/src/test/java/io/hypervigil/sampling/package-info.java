@NullMarked
package io.hypervigil.sampling;

import org.jspecify.annotations.NullMarked;
