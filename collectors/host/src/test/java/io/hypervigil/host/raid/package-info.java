@NullMarked
package io.hypervigil.host.raid;

import org.jspecify.annotations.NullMarked;
