@NullMarked
package io.hypervigil.host.firmware;

import org.jspecify.annotations.NullMarked;
