/** Podman: by its API where root's socket is, by its files where a socket would start a service. */
@NullMarked
package io.hypervigil.containers.podman;

import org.jspecify.annotations.NullMarked;
