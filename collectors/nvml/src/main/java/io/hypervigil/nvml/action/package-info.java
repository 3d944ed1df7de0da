/**
 * What GPUs can be told to do. Each action reads what was, refuses what the GPU does not take
 * before it calls, reads back, and puts back what it changed where it cannot finish.
 */
@NullMarked
package io.hypervigil.nvml.action;

import org.jspecify.annotations.NullMarked;
