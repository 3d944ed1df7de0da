/** Alerts that are told of by rules or from outside, one record for each set of labels. */
@NullMarked
package io.hypervigil.alerting.active;

import org.jspecify.annotations.NullMarked;
