@NullMarked
package io.hypervigil.promql.engine;

import org.jspecify.annotations.NullMarked;
