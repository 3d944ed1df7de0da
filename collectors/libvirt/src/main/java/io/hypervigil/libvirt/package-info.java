/**
 * Virtual machines: what libvirt tells of each domain, read in tiers so that one that hangs costs
 * only itself, and what a domain can be told to do.
 */
@NullMarked
package io.hypervigil.libvirt;

import org.jspecify.annotations.NullMarked;
