/**
 * OSHI as the reader of systems other than Linux, under node_exporter's names.
 *
 * <p>What OSHI does not give is absent. On Linux it is only used where a setting forces it: there
 * the kernel's files tell more, and OSHI starts programs (lsblk at each look at the file systems)
 * and makes a third of a megabyte of garbage a network interface.
 */
@NullMarked
package io.hypervigil.host.oshi;

import org.jspecify.annotations.NullMarked;
