/** The wire format of Protocol Buffers, as far as messages are read here. */
@NullMarked
package io.hypervigil.kubernetes.protobuf;

import org.jspecify.annotations.NullMarked;
