/** Tests of outbox. */
@NullMarked
package io.hypervigil.alerting.outbox;

import org.jspecify.annotations.NullMarked;
