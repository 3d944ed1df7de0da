@NullMarked
package io.hypervigil.host.disk;

import org.jspecify.annotations.NullMarked;
