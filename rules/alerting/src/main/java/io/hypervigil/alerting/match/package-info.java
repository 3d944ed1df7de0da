/**
 * Matchers of labels as Alertmanager writes them, in the classic syntax and in that of UTF-8 names.
 */
@NullMarked
package io.hypervigil.alerting.match;

import org.jspecify.annotations.NullMarked;
