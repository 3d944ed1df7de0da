@NullMarked
package io.hypervigil.containers.docker;

import org.jspecify.annotations.NullMarked;
