/**
 * What libvirt's bulk statistics become: one class a group of families, each a table of keys and
 * names, with inovex' names where it has one.
 *
 * <p>What libvirt does not tell is absent: a key that is not there, one of another type, and -1,
 * which is its way to say that it does not know.
 */
@NullMarked
package io.hypervigil.libvirt.stats;

import org.jspecify.annotations.NullMarked;
