@NullMarked
package io.hypervigil.libvirt.admin;

import org.jspecify.annotations.NullMarked;
