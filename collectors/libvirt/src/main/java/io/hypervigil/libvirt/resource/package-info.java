/**
 * What libvirt says beside its bulk statistics: storage pools, volumes, networks, the host, guest
 * agents, messages, and what is kept of domains.
 *
 * <p>Each group has its families and a reader, to be run on a thread of its own. A reader throws
 * where nothing can be had at all; an object that is refused costs only itself, and one that hangs
 * is waited for no longer than its limit.
 */
@NullMarked
package io.hypervigil.libvirt.resource;

import org.jspecify.annotations.NullMarked;
