/**
 * Statistics in tiers: what is cheap often, what is dear seldom, and what hangs alone.
 *
 * <p>libvirt's flag not to wait is no safety: it keeps a call from waiting for another's, and not
 * from being the one that a hung hypervisor never answers. So domains are asked in chunks on
 * threads that may be lost; a chunk that is late has its domains asked one by one, and the one that
 * hangs is found, told and let alone.
 */
@NullMarked
package io.hypervigil.libvirt.tier;

import org.jspecify.annotations.NullMarked;
