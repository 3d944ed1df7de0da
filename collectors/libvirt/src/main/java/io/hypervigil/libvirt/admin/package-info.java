/**
 * The admin interface of libvirt's daemons, spoken over its socket. libvirt-admin.so.0, which
 * speaks it for virt-admin, cannot be loaded beside libvirt.so.0: each brings the same types of
 * GLib's, and the process ends where both do.
 */
@NullMarked
package io.hypervigil.libvirt.admin;

import org.jspecify.annotations.NullMarked;
