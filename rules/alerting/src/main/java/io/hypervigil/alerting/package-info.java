/** Rule groups, alert state, templates, routing and delivery. */
@NullMarked
package io.hypervigil.alerting;

import org.jspecify.annotations.NullMarked;
