@NullMarked
package io.hypervigil.host.time;

import org.jspecify.annotations.NullMarked;
