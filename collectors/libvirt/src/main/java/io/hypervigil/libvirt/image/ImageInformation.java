package io.hypervigil.libvirt.image;

/**
 * What an image holds.
 *
 * @param format which it is, found in its header and by qemu-img alike
 * @param virtualBytes how large the disk is that a guest sees
 */
public record ImageInformation(ImageFormat format, long virtualBytes) {}
