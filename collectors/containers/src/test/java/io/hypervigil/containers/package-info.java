@NullMarked
package io.hypervigil.containers;

import org.jspecify.annotations.NullMarked;
