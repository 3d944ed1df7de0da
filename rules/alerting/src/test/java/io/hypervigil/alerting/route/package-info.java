@NullMarked
package io.hypervigil.alerting.route;

import org.jspecify.annotations.NullMarked;
