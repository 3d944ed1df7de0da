@NullMarked
package io.hypervigil.alerting.unittest;

import org.jspecify.annotations.NullMarked;
