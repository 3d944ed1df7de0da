/** Runs a tree over data, within limits. */
@NullMarked
package io.hypervigil.alerting.template.run;

import org.jspecify.annotations.NullMarked;
