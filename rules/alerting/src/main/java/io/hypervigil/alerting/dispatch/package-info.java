/** Groups of alerts, when each is told to whom, and what was told already. */
@NullMarked
package io.hypervigil.alerting.dispatch;

import org.jspecify.annotations.NullMarked;
