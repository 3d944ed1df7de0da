package io.hypervigil.libvirt.resource;

import io.hypervigil.libvirt.jna.VirtException;

/** How a call ended that was waited for only so long. */
sealed interface Answer<T> {

    /** It was answered. */
    record Given<T>(T value) implements Answer<T> {}

    /** libvirt refused it. */
    record Refused<T>(VirtException cause) implements Answer<T> {}

    /** It took too long, or the one before still does. */
    record Late<T>() implements Answer<T> {}

    /** It was not asked: the connection waits for the answer of another. */
    record NotAsked<T>() implements Answer<T> {}
}
