@NullMarked
package io.hypervigil.containers.oci;

import org.jspecify.annotations.NullMarked;
