@NullMarked
package io.hypervigil.host.kernel;

import org.jspecify.annotations.NullMarked;
