/** Values as texts, the way that Go prints and formats them. */
@NullMarked
package io.hypervigil.alerting.template.format;

import org.jspecify.annotations.NullMarked;
