/**
 * What went through the network interfaces of domains, as the guests see it: what a guest receives
 * is what the host sends into the device behind it.
 */
@NullMarked
package io.hypervigil.libvirt.net;

import org.jspecify.annotations.NullMarked;
