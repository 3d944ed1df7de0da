/**
 * What the driver reports as gone wrong: XIDs, from its events and from the kernel's log together,
 * and the SXIDs of NVSwitches.
 */
@NullMarked
package io.hypervigil.nvml.xid;

import org.jspecify.annotations.NullMarked;
