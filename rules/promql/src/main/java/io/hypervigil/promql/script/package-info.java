/**
 * Scripts that load series, evaluate queries on them and say what must come out: the test language
 * of Prometheus, in which its own suite is written.
 */
@NullMarked
package io.hypervigil.promql.script;

import org.jspecify.annotations.NullMarked;
