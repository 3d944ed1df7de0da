@NullMarked
package io.hypervigil.exposition;

import org.jspecify.annotations.NullMarked;
