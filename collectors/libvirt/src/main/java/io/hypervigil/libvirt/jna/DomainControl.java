package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import java.util.Optional;
import java.util.Set;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/**
 * What a domain can be told: by libvirt-java, and by our own calls where it has none or a text goes
 * over. Any of them may never come back where the hypervisor hangs.
 *
 * <p>Thread: one at a time, a platform thread.
 */
public final class DomainControl implements AutoCloseable {

    private static final int START_PAUSED = 1;
    private static final int DESTROY_GRACEFUL = 1;
    private static final int XML_SECURE = 1;
    private static final int XML_INACTIVE = 1 << 1;
    private static final int VCPU_MAXIMUM = 1 << 2;

    private final VirtDomain domain;
    private final Domain java;

    /** Takes a handle over. */
    DomainControl(VirtConnection connection, VirtDomain domain) throws VirtException {
        this.domain = domain;
        try {
            this.java = connection.connect().domainLookupByUUIDString(domain.uuid());
        } catch (LibvirtException e) {
            domain.close();
            throw VirtException.of("virDomainLookupByUUIDString", e);
        }
    }

    /** A call of libvirt-java's. */
    private interface Call<T> {
        T on(Domain domain) throws LibvirtException;
    }

    private interface Order {
        void on(Domain domain) throws LibvirtException;
    }

    /** The handle, for what is asked of it. */
    public VirtDomain domain() {
        return domain;
    }

    public String name() {
        return domain.name();
    }

    public String uuid() {
        return domain.uuid();
    }

    public DomainState state() throws VirtException {
        return domain.state();
    }

    public boolean isPersistent() throws VirtException {
        return ask("virDomainIsPersistent", Domain::isPersistent) == 1;
    }

    public boolean isAutostart() throws VirtException {
        return ask("virDomainGetAutostart", Domain::getAutostart);
    }

    public boolean hasManagedSave() throws VirtException {
        return ask("virDomainHasManagedSaveImage", Domain::hasManagedSaveImage) == 1;
    }

    /** The description that the next start takes. */
    public String inactiveXml() throws VirtException {
        return domain.xml(XML_INACTIVE);
    }

    /** The same with passwords, so that it can be defined again without losing them. */
    public String secretInactiveXml() throws VirtException {
        return domain.xml(XML_INACTIVE | XML_SECURE);
    }

    /** How many virtual CPUs it has, or will have when it starts next. */
    public int vcpus(Affect affect) throws VirtException {
        return check(
                "virDomainGetVcpusFlags",
                ControlFunctions.virDomainGetVcpusFlags(domain.pointer(), affect.bits()));
    }

    /** How many it can have. */
    public int maxVcpus(Affect affect) throws VirtException {
        return check(
                "virDomainGetVcpusFlags",
                ControlFunctions.virDomainGetVcpusFlags(
                        domain.pointer(), affect.bits() | VCPU_MAXIMUM));
    }

    public void start(boolean isPaused) throws VirtException {
        order("virDomainCreateWithFlags", java -> java.create(isPaused ? START_PAUSED : 0));
    }

    /** Asks the guest to end, which it may or may not do. */
    public void shutdown(ShutdownMode mode) throws VirtException {
        check(
                "virDomainShutdownFlags",
                ControlFunctions.virDomainShutdownFlags(domain.pointer(), mode.bits()));
    }

    public void reboot(ShutdownMode mode) throws VirtException {
        order("virDomainReboot", java -> java.reboot(mode.bits()));
    }

    public void reset() throws VirtException {
        order("virDomainReset", Domain::reset);
    }

    /**
     * Ends the hypervisor's process.
     *
     * @param isGraceful without killing one that does not end by itself
     */
    public void destroy(boolean isGraceful) throws VirtException {
        check(
                "virDomainDestroyFlags",
                ControlFunctions.virDomainDestroyFlags(
                        domain.pointer(), isGraceful ? DESTROY_GRACEFUL : 0));
    }

    public void suspend() throws VirtException {
        order("virDomainSuspend", Domain::suspend);
    }

    public void resume() throws VirtException {
        order("virDomainResume", Domain::resume);
    }

    /** Wakes a guest that sleeps. */
    public void wake() throws VirtException {
        order("virDomainPMWakeup", Domain::PMwakeup);
    }

    public void managedSave() throws VirtException {
        order("virDomainManagedSave", Domain::managedSave);
    }

    public void autostart(boolean isAutostart) throws VirtException {
        order("virDomainSetAutostart", java -> java.setAutostart(isAutostart));
    }

    public void vcpus(int count, Affect affect) throws VirtException {
        order("virDomainSetVcpusFlags", java -> java.setVcpusFlags(count, affect.bits()));
    }

    public void memory(long kibibytes, Affect affect) throws VirtException {
        check(
                "virDomainSetMemoryFlags",
                ControlFunctions.virDomainSetMemoryFlags(
                        domain.pointer(), kibibytes, affect.bits()));
    }

    /** Plugs a device in. */
    public void attach(String deviceXml, Affect affect) throws VirtException {
        check(
                "virDomainAttachDeviceFlags",
                ControlFunctions.virDomainAttachDeviceFlags(
                        domain.pointer(), deviceXml, affect.bits()));
    }

    /** Pulls a device out. Of a guest that runs it is gone only once the guest let go. */
    public void detach(String deviceXml, Affect affect) throws VirtException {
        check(
                "virDomainDetachDeviceFlags",
                ControlFunctions.virDomainDetachDeviceFlags(
                        domain.pointer(), deviceXml, affect.bits()));
    }

    public void undefine(Set<UndefineFlag> flags) throws VirtException {
        order("virDomainUndefineFlags", java -> java.undefine(UndefineFlag.bits(flags)));
    }

    /**
     * Moves it to another host; comes back when it is there.
     *
     * @param daemonUri of the daemon there, ASCII
     * @param dataUri over which memory goes; empty: the daemons find one
     * @param bandwidthMebibytes a second, at most; 0: as much as there is
     */
    public void migrate(
            String daemonUri,
            Optional<String> dataUri,
            Set<MigrateFlag> flags,
            long bandwidthMebibytes)
            throws VirtException {
        order(
                "virDomainMigrateToURI2",
                java ->
                        java.migrateToURI(
                                daemonUri,
                                dataUri.orElse(null),
                                null,
                                MigrateFlag.bits(flags),
                                null,
                                bandwidthMebibytes));
    }

    /** Has the job that runs on it end, as if it had never been. */
    public void abortJob() throws VirtException {
        order("virDomainAbortJob", Domain::abortJob);
    }

    public SnapshotControl snapshots() {
        return new SnapshotControl(domain.pointer());
    }

    @Override
    public void close() {
        try {
            java.free();
        } catch (LibvirtException _) {
            // Nothing of it is left to free.
        }
        domain.close();
    }

    private <T> T ask(String function, Call<T> call) throws VirtException {
        try {
            return call.on(java);
        } catch (LibvirtException e) {
            throw VirtException.of(function, e);
        }
    }

    private void order(String function, Order order) throws VirtException {
        try {
            order.on(java);
        } catch (LibvirtException e) {
            throw VirtException.of(function, e);
        }
    }
}
