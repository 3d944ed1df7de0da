/** XML as libvirt gives it, read under limits into a small tree; nothing outside it is fetched. */
@NullMarked
package io.hypervigil.libvirt.xml;

import org.jspecify.annotations.NullMarked;
