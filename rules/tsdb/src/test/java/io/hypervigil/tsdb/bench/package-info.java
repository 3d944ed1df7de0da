/** What {@code ./bench tsdb} runs with JMH. */
@NullMarked
package io.hypervigil.tsdb.bench;

import org.jspecify.annotations.NullMarked;
