/** Real programs that tests compare with. */
@NullMarked
package io.hypervigil.alerting.template.peer;

import org.jspecify.annotations.NullMarked;
