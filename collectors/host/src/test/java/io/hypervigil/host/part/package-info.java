@NullMarked
package io.hypervigil.host.part;

import org.jspecify.annotations.NullMarked;
