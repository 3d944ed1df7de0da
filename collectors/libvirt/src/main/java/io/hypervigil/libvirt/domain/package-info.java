/**
 * The families of domains that need no more than what is known of a domain, and the way by which
 * all families of a connection are written.
 */
@NullMarked
package io.hypervigil.libvirt.domain;

import org.jspecify.annotations.NullMarked;
