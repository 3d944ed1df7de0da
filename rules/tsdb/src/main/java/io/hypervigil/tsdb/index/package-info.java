/** Series found by their labels: an inverted index that readers use while a writer adds to it. */
@NullMarked
package io.hypervigil.tsdb.index;

import org.jspecify.annotations.NullMarked;
