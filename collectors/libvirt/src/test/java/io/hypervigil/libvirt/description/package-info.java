@NullMarked
package io.hypervigil.libvirt.description;

import org.jspecify.annotations.NullMarked;
