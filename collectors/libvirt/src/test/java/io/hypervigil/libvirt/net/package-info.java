@NullMarked
package io.hypervigil.libvirt.net;

import org.jspecify.annotations.NullMarked;
