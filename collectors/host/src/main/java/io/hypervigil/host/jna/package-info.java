/** Calls of the C library: one file a header, names as in the header, no JNA type leaves. */
@NullMarked
package io.hypervigil.host.jna;

import org.jspecify.annotations.NullMarked;
