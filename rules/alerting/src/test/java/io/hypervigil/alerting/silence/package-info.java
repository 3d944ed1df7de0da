@NullMarked
package io.hypervigil.alerting.silence;

import org.jspecify.annotations.NullMarked;
