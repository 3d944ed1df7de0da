@NullMarked
package io.hypervigil.alerting.match;

import org.jspecify.annotations.NullMarked;
