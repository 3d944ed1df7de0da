/** What happened to domains, counted, and told to whoever keeps what is known of them. */
@NullMarked
package io.hypervigil.libvirt.event;

import org.jspecify.annotations.NullMarked;
