/** Who this host is to registries of images. */
@NullMarked
package io.hypervigil.containers.registry;

import org.jspecify.annotations.NullMarked;
