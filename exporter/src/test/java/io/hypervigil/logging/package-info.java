@NullMarked
package io.hypervigil.logging;

import org.jspecify.annotations.NullMarked;
