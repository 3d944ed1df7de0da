@NullMarked
package io.hypervigil.libvirt.action;

import org.jspecify.annotations.NullMarked;
