@NullMarked
package io.hypervigil.containers.registry;

import org.jspecify.annotations.NullMarked;
