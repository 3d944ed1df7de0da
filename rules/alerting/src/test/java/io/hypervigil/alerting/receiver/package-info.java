/** Tests of receiver. */
@NullMarked
package io.hypervigil.alerting.receiver;

import org.jspecify.annotations.NullMarked;
