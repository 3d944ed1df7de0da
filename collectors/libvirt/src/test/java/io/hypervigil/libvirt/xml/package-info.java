@NullMarked
package io.hypervigil.libvirt.xml;

import org.jspecify.annotations.NullMarked;
