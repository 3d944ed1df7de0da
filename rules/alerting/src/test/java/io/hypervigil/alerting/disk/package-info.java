@NullMarked
package io.hypervigil.alerting.disk;

import org.jspecify.annotations.NullMarked;
