@NullMarked
package io.hypervigil.kubernetes;

import org.jspecify.annotations.NullMarked;
