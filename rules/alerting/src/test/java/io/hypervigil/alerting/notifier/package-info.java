/** Tests of notifier. */
@NullMarked
package io.hypervigil.alerting.notifier;

import org.jspecify.annotations.NullMarked;
