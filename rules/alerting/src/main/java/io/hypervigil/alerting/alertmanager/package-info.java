/** Alertmanager's API v2, as calls. */
@NullMarked
package io.hypervigil.alerting.alertmanager;

import org.jspecify.annotations.NullMarked;
