@NullMarked
package io.hypervigil;

import org.jspecify.annotations.NullMarked;
