/** Alertmanager's API over the alerts of this process. */
@NullMarked
package io.hypervigil.web.alerts;

import org.jspecify.annotations.NullMarked;
