/** Compressed answers. */
@NullMarked
package io.hypervigil.web.compression;

import org.jspecify.annotations.NullMarked;
