/** What a part of the host collector is, and what parts share. */
@NullMarked
package io.hypervigil.host.part;

import org.jspecify.annotations.NullMarked;
