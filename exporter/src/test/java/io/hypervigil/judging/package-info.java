@NullMarked
package io.hypervigil.judging;

import org.jspecify.annotations.NullMarked;
