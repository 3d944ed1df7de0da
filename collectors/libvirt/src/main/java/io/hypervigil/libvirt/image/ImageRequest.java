package io.hypervigil.libvirt.image;

import java.util.Optional;

/**
 * An image that is wanted.
 *
 * @param digest of the whole file, as its publisher gives it
 * @param format that it is said to have; any that is taken where nothing is said
 */
public record ImageRequest(ImageSource source, ImageDigest digest, Optional<ImageFormat> format) {}
