package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import java.util.Optional;

/** Where base images and the disks of machines are kept. Thread: any. */
@FunctionalInterface
public interface ImageStore {

    /**
     * The cache, or empty where no folder is configured or the source is closed.
     *
     * @throws ActionFailure of kind UNAVAILABLE where the folder cannot be used, with what is wrong
     *     with it
     */
    Optional<ImageCache> cache() throws ActionFailure;
}
