@NullMarked
package io.hypervigil.containers.podman;

import org.jspecify.annotations.NullMarked;
