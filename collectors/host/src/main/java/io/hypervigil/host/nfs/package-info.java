/** NFS, as a client and as a server. */
@NullMarked
package io.hypervigil.host.nfs;

import org.jspecify.annotations.NullMarked;
