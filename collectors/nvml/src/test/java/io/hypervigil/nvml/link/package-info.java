@NullMarked
package io.hypervigil.nvml.link;

import org.jspecify.annotations.NullMarked;
