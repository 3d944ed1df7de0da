@NullMarked
package io.hypervigil.host.process;

import org.jspecify.annotations.NullMarked;
