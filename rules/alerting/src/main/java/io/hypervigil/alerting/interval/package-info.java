/** Times of the day, the week, the month and the year, at a place. */
@NullMarked
package io.hypervigil.alerting.interval;

import org.jspecify.annotations.NullMarked;
