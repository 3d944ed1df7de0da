/** Native histograms, and quantiles of these and of classic ones. */
@NullMarked
package io.hypervigil.promql.histogram;

import org.jspecify.annotations.NullMarked;
