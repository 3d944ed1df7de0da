/** The service manager and its units, asked over D-Bus. */
@NullMarked
package io.hypervigil.host.systemd;

import org.jspecify.annotations.NullMarked;
