/**
 * Named sets of settings for GPUs: those that come with the program, those of the configuration,
 * and those that were made while it ran.
 */
@NullMarked
package io.hypervigil.nvml.profile;

import org.jspecify.annotations.NullMarked;
