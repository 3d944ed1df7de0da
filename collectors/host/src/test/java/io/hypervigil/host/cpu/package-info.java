@NullMarked
package io.hypervigil.host.cpu;

import org.jspecify.annotations.NullMarked;
