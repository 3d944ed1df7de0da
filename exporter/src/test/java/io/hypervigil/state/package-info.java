@NullMarked
package io.hypervigil.state;

import org.jspecify.annotations.NullMarked;
