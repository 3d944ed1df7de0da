@NullMarked
package io.hypervigil.libvirt.quota;

import org.jspecify.annotations.NullMarked;
