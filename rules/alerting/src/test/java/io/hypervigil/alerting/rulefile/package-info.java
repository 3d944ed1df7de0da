@NullMarked
package io.hypervigil.alerting.rulefile;

import org.jspecify.annotations.NullMarked;
