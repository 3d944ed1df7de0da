@NullMarked
package io.hypervigil.containers.net;

import org.jspecify.annotations.NullMarked;
