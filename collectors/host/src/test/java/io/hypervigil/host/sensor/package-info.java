@NullMarked
package io.hypervigil.host.sensor;

import org.jspecify.annotations.NullMarked;
