@NullMarked
package io.hypervigil.host.bcachefs;

import org.jspecify.annotations.NullMarked;
