/** Where power comes from and how much is drawn. */
@NullMarked
package io.hypervigil.host.power;

import org.jspecify.annotations.NullMarked;
