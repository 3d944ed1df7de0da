package io.hypervigil.libvirt.process;

import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.domain.KnownDomain;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The QEMU processes of the domains of a connection to this very host.
 *
 * <p>Thread: one.
 */
public final class DomainProcesses {

    /** Where libvirt's daemons for the whole system note the PIDs of their guests. */
    public static final String SYSTEM_PID_FOLDER = "run/libvirt/qemu";

    private final ProcessReader reader;
    private final ProcessFinder finder;
    private final ProcessMetrics metrics;

    /**
     * @param proc the host's /proc
     * @param root the host's root, below which the folders are
     * @param pidFolders {@link #SYSTEM_PID_FOLDER}; of a session, {@code libvirt/qemu/run} below
     *     its XDG_RUNTIME_DIR
     */
    public DomainProcesses(
            FileTree proc, FileTree root, List<String> pidFolders, InstantSource clock) {
        this.reader = new ProcessReader(proc);
        this.finder = new ProcessFinder(proc, new PidFiles(root, pidFolders), clock);
        this.metrics = new ProcessMetrics(proc);
    }

    /** Writes {@link ProcessMetrics} of those of the domains that run as processes of QEMU. */
    public void write(Collection<KnownDomain> domains, SampleSink sink) {
        var running =
                domains.stream()
                        .filter(domain -> domain.isActive() && domain.description().isQemu())
                        .toList();
        finder.begin(running.stream().map(KnownDomain::uuid).toList());
        var withoutProcess = new ArrayList<String>();
        Optional<String> ioRefusal = Optional.empty();
        for (KnownDomain domain : running) {
            var reading = read(domain);
            reading.ifPresentOrElse(
                    found -> metrics.write(domain.name(), found, sink),
                    () -> withoutProcess.add(domain.name()));
            ioRefusal = ioRefusal.or(() -> reading.flatMap(ProcessReading::ioRefusal));
        }
        ioRefusal.ifPresent(why -> sink.missing(ProcessMetrics.IO_NAMES, why));
        if (!withoutProcess.isEmpty()) {
            sink.missing(
                    ProcessMetrics.ALL_NAMES,
                    "no process is known of "
                            + withoutProcess.size()
                            + " domains that run, "
                            + withoutProcess.getFirst()
                            + " the first of them");
        }
    }

    /**
     * Whose the processes found in the last round are, for devices that are used without hostdev.
     */
    public List<Claim> claims(Collection<KnownDomain> domains) {
        var known = finder.known();
        var claims = new ArrayList<Claim>();
        for (KnownDomain domain : domains) {
            var guest = known.get(domain.uuid());
            if (guest != null) {
                claims.add(
                        new Claim(
                                new Owner(OwnerType.VM, domain.uuid(), domain.name()),
                                new Device.ProcessDevices(guest.process().pid()),
                                Basis.RUNNING,
                                OptionalDouble.empty()));
            }
        }
        return claims;
    }

    /** A domain that was started again since the last round has another process now. */
    private Optional<ProcessReading> read(KnownDomain domain) {
        for (int attempt = 0; attempt < 2; attempt++) {
            var guest = finder.find(domain);
            var reading = guest.flatMap(reader::read);
            if (reading.isPresent() || guest.isEmpty()) {
                return reading;
            }
            finder.forget(domain);
        }
        return Optional.empty();
    }
}
