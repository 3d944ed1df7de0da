/** Network traffic of containers that have a network of their own. */
@NullMarked
package io.hypervigil.containers.net;

import org.jspecify.annotations.NullMarked;
