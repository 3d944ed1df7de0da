/** The network as the kernel counts it: devices, protocols, sockets. */
@NullMarked
package io.hypervigil.host.net;

import org.jspecify.annotations.NullMarked;
