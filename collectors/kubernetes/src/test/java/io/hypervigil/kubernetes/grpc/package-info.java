@NullMarked
package io.hypervigil.kubernetes.grpc;

import org.jspecify.annotations.NullMarked;
