@NullMarked
package io.hypervigil.host.oshi;

import org.jspecify.annotations.NullMarked;
