/** Tests of http. */
@NullMarked
package io.hypervigil.alerting.http;

import org.jspecify.annotations.NullMarked;
