@NullMarked
package io.hypervigil.host.zfs;

import org.jspecify.annotations.NullMarked;
