@NullMarked
package io.hypervigil.alerting.yaml;

import org.jspecify.annotations.NullMarked;
