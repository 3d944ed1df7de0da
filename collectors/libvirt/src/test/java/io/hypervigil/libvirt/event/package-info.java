@NullMarked
package io.hypervigil.libvirt.event;

import org.jspecify.annotations.NullMarked;
