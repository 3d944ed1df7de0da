/** What runs on a GPU: each process with its memory and its share of the engines. */
@NullMarked
package io.hypervigil.nvml.process;

import org.jspecify.annotations.NullMarked;
