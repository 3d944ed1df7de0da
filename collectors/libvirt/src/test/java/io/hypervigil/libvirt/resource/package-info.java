/** Tests. */
@NullMarked
package io.hypervigil.libvirt.resource;

import org.jspecify.annotations.NullMarked;
