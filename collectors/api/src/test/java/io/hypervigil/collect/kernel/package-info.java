@NullMarked
package io.hypervigil.collect.kernel;

import org.jspecify.annotations.NullMarked;
