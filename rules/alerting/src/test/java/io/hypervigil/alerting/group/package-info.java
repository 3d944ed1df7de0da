@NullMarked
package io.hypervigil.alerting.group;

import org.jspecify.annotations.NullMarked;
