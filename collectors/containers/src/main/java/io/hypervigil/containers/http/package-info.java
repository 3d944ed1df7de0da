/**
 * HTTP/1.1 over unix sockets, which the JDK's own client does not speak: exchanges and streams that
 * end by a deadline, within limits.
 */
@NullMarked
package io.hypervigil.containers.http;

import org.jspecify.annotations.NullMarked;
