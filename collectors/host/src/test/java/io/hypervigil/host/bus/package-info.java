@NullMarked
package io.hypervigil.host.bus;

import org.jspecify.annotations.NullMarked;
