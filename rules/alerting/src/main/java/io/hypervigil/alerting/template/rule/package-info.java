/** The templates of alerting rules, with Prometheus' functions. */
@NullMarked
package io.hypervigil.alerting.template.rule;

import org.jspecify.annotations.NullMarked;
