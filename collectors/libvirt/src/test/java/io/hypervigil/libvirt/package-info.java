@NullMarked
package io.hypervigil.libvirt;

import org.jspecify.annotations.NullMarked;
