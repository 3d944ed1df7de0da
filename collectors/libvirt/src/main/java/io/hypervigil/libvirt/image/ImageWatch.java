package io.hypervigil.libvirt.image;

import java.util.Optional;

/**
 * One who waits for an image.
 *
 * <p>Thread: the one that waits.
 */
public interface ImageWatch {

    /** How far it is. */
    void progress(long bytes, Optional<Long> totalBytes);

    /** Whether it waits no more. The fetch itself ends when nobody waits. */
    boolean isCancelled();
}
