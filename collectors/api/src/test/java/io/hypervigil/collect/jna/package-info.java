@NullMarked
package io.hypervigil.collect.jna;

import org.jspecify.annotations.NullMarked;
