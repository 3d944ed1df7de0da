/** One gRPC call over a unix socket. The only package that knows Jetty. */
@NullMarked
package io.hypervigil.kubernetes.grpc;

import org.jspecify.annotations.NullMarked;
