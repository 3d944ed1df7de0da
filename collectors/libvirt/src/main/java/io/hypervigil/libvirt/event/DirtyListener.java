package io.hypervigil.libvirt.event;

/**
 * Told what is no longer as it was read.
 *
 * <p>Thread: that of an {@link EventStream}, or one that opens a connection; calls of libvirt's may
 * be made.
 */
public interface DirtyListener {

    /** In which respect a domain changed. */
    enum Respect {
        /** Its XML or metadata, or what is known by its agent. */
        DESCRIPTION,
        /** It started, stopped, paused or went on. */
        STATE,
        /** It was undefined; it may still run. */
        GONE
    }

    /** Something of one domain is to be read anew. */
    void dirty(String uuid, Respect respect);

    /** All domains are to be listed and read anew: events may have been missed. */
    void allDirty();
}
