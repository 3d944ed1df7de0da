@NullMarked
package io.hypervigil.host.power;

import org.jspecify.annotations.NullMarked;
