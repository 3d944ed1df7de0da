@NullMarked
package io.hypervigil.containers.cdi;

import org.jspecify.annotations.NullMarked;
