/** Unit tests of rules and checks of rule files, as promtool has them. */
@NullMarked
package io.hypervigil.alerting.unittest;

import org.jspecify.annotations.NullMarked;
