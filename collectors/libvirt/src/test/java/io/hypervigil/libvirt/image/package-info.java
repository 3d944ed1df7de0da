/** Images by a web server of the test's own, judged by the real qemu-img. */
@NullMarked
package io.hypervigil.libvirt.image;

import org.jspecify.annotations.NullMarked;
