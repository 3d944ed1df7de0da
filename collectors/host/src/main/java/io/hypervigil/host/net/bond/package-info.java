/** Links made of several. */
@NullMarked
package io.hypervigil.host.net.bond;

import org.jspecify.annotations.NullMarked;
