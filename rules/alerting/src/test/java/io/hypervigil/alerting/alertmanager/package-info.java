@NullMarked
package io.hypervigil.alerting.alertmanager;

import org.jspecify.annotations.NullMarked;
