/** Sleeping until something is due. */
@NullMarked
package io.hypervigil.alerting.alarm;

import org.jspecify.annotations.NullMarked;
