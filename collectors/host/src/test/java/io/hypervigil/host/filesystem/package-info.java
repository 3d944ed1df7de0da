@NullMarked
package io.hypervigil.host.filesystem;

import org.jspecify.annotations.NullMarked;
