package io.hypervigil.libvirt.image;

/** Keeps an image from being removed until it is closed, which is to be done once. */
@FunctionalInterface
public interface ImageHold extends AutoCloseable {

    @Override
    void close();
}
