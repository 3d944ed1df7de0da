@NullMarked
package io.hypervigil.host.inventory;

import org.jspecify.annotations.NullMarked;
