@NullMarked
package io.hypervigil.libvirt.domain;

import org.jspecify.annotations.NullMarked;
