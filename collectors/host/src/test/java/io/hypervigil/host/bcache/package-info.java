@NullMarked
package io.hypervigil.host.bcache;

import org.jspecify.annotations.NullMarked;
