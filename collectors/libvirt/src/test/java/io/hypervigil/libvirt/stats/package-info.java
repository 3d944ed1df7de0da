@NullMarked
package io.hypervigil.libvirt.stats;

import org.jspecify.annotations.NullMarked;
