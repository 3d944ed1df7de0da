@NullMarked
package io.hypervigil.containers.instance;

import org.jspecify.annotations.NullMarked;
