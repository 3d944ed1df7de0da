/**
 * Base images of disks: fetched once, kept by their SHA-256, judged before anything trusts them,
 * and the overlays that stand on them.
 */
@NullMarked
package io.hypervigil.libvirt.image;

import org.jspecify.annotations.NullMarked;
