@NullMarked
package io.hypervigil.host.systemd;

import org.jspecify.annotations.NullMarked;
