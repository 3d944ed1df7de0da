/** containerd, by the files of what runs: its own API is gRPC, and needed by nobody who looks. */
@NullMarked
package io.hypervigil.containers.containerd;

import org.jspecify.annotations.NullMarked;
