@NullMarked
package io.hypervigil.host.jna;

import org.jspecify.annotations.NullMarked;
