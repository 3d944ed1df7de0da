@NullMarked
package io.hypervigil.host.dbus;

import org.jspecify.annotations.NullMarked;
