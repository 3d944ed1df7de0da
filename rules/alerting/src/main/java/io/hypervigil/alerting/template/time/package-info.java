/** Moments and durations, with the methods that Go gives them. */
@NullMarked
package io.hypervigil.alerting.template.time;

import org.jspecify.annotations.NullMarked;
