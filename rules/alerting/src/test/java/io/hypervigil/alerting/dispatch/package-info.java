@NullMarked
package io.hypervigil.alerting.dispatch;

import org.jspecify.annotations.NullMarked;
