/** Notifications on their way to the receivers, kept on disk until each was taken or given up. */
@NullMarked
package io.hypervigil.alerting.outbox;

import org.jspecify.annotations.NullMarked;
