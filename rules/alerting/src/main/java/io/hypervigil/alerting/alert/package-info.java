/** One alert, how it changes, and what is told of it. */
@NullMarked
package io.hypervigil.alerting.alert;

import org.jspecify.annotations.NullMarked;
