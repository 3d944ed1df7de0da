package io.hypervigil.libvirt.net;

/** What went through a network interface, as the guest sees it. */
public record InterfaceCounts(Direction received, Direction transmitted) {

    /**
     * What went one way; unsigned.
     *
     * @param drops packets that were thrown away
     */
    public record Direction(long bytes, long packets, long errors, long drops) {}

    /** The same from the other end of the cable. */
    InterfaceCounts swapped() {
        return new InterfaceCounts(transmitted, received);
    }
}
