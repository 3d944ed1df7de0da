@NullMarked
package io.hypervigil.host.net;

import org.jspecify.annotations.NullMarked;
