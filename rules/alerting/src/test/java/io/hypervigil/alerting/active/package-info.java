@NullMarked
package io.hypervigil.alerting.active;

import org.jspecify.annotations.NullMarked;
