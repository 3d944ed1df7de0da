@NullMarked
package io.hypervigil.containers.quota;

import org.jspecify.annotations.NullMarked;
