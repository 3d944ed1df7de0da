@NullMarked
package io.hypervigil.alerting.inhibit;

import org.jspecify.annotations.NullMarked;
