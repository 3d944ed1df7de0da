@NullMarked
package io.hypervigil.host;

import org.jspecify.annotations.NullMarked;
