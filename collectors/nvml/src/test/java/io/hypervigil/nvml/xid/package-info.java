@NullMarked
package io.hypervigil.nvml.xid;

import org.jspecify.annotations.NullMarked;
