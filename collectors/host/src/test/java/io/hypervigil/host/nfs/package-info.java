@NullMarked
package io.hypervigil.host.nfs;

import org.jspecify.annotations.NullMarked;
