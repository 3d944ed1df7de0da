package io.hypervigil.libvirt.image;

/** Keeps an image from being removed as long as it is open. Closing it twice is a mistake. */
@FunctionalInterface
public interface ImageHold extends AutoCloseable {

    @Override
    void close();
}
