@NullMarked
package io.hypervigil.libvirt.connection;

import org.jspecify.annotations.NullMarked;
