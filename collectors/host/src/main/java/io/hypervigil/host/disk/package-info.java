/** Disks, NVMe controllers and tape drives. */
@NullMarked
package io.hypervigil.host.disk;

import org.jspecify.annotations.NullMarked;
