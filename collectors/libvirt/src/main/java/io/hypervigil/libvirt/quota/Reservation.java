package io.hypervigil.libvirt.quota;

/**
 * What was promised to a domain that is being made or changed.
 *
 * <p>Thread: any.
 */
public final class Reservation implements AutoCloseable {

    private final Quotas quotas;
    private final Holding promised;

    Reservation(Quotas quotas, Holding promised) {
        this.quotas = quotas;
        this.promised = promised;
    }

    Holding promised() {
        return promised;
    }

    /** The domain has it now. The promise counts on until the domain is seen with it. */
    public void keep() {
        quotas.keep(this);
    }

    /** Gives back what was not kept. */
    @Override
    public void close() {
        quotas.giveBack(this);
    }
}
