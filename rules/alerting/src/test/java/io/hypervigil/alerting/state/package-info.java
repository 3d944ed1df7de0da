@NullMarked
package io.hypervigil.alerting.state;

import org.jspecify.annotations.NullMarked;
