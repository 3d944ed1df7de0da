/** What {@code ./bench} runs: this process beside its peers, on the machine that runs it. */
@NullMarked
package io.hypervigil.bench;

import org.jspecify.annotations.NullMarked;
