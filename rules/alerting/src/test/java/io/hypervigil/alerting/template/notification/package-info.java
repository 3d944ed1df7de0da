/** The templates of notifications, with Alertmanager's functions and names. */
@NullMarked
package io.hypervigil.alerting.template.notification;

import org.jspecify.annotations.NullMarked;
