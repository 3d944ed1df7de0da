@NullMarked
package io.hypervigil.lint;

import org.jspecify.annotations.NullMarked;
