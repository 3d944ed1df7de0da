@NullMarked
package io.hypervigil.host.load;

import org.jspecify.annotations.NullMarked;
