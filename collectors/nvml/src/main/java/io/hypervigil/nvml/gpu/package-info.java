/** What is sampled of one GPU: a class for each group of families, and what they ask it by. */
@NullMarked
package io.hypervigil.nvml.gpu;

import org.jspecify.annotations.NullMarked;
