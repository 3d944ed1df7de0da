@NullMarked
package io.hypervigil.kubernetes.pods;

import org.jspecify.annotations.NullMarked;
