@NullMarked
package io.hypervigil.libvirt.tier;

import org.jspecify.annotations.NullMarked;
