/** Tests of named sets of settings. */
@NullMarked
package io.hypervigil.nvml.profile;

import org.jspecify.annotations.NullMarked;
