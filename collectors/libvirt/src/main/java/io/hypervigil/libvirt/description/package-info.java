/** What a domain is made of, by its XML: of any driver of libvirt, running or not. */
@NullMarked
package io.hypervigil.libvirt.description;

import org.jspecify.annotations.NullMarked;
