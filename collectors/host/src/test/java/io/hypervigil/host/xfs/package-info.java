@NullMarked
package io.hypervigil.host.xfs;

import org.jspecify.annotations.NullMarked;
