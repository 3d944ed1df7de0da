@NullMarked
package io.hypervigil.containers.disk;

import org.jspecify.annotations.NullMarked;
