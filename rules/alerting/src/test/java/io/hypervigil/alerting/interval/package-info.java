@NullMarked
package io.hypervigil.alerting.interval;

import org.jspecify.annotations.NullMarked;
