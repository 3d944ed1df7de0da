package io.hypervigil.libvirt.jna;

/** virDomainModificationImpact: what a change is made to. */
public enum Affect {
    /** The guest that runs; gone with it. */
    LIVE(1),
    /** The description that the next start takes. */
    CONFIG(2),
    LIVE_AND_CONFIG(3);

    private final int bits;

    Affect(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    public boolean isLive() {
        return (bits & LIVE.bits) != 0;
    }

    public boolean isConfig() {
        return (bits & CONFIG.bits) != 0;
    }

    /** As calls are written for people: {@code LIVE|CONFIG}. */
    @Override
    public String toString() {
        return name().replace("_AND_", "|");
    }
}
