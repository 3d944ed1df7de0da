package io.hypervigil.libvirt;

import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.inventory.Inventory;
import io.hypervigil.libvirt.net.HostDevices;
import io.hypervigil.libvirt.net.InterfaceMetrics;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes through those interfaces of domains that are devices of the host, by one reading of the
 * host's list. It asks libvirt nothing, so that it goes on while libvirt hangs.
 */
final class InterfaceProbe extends SlowProbe {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Inventory inventory;
    private final FileTree proc;
    private final ConnectionSink out;
    private volatile @Nullable HostDevices devices;

    /**
     * @param proc the host's /proc, used by this probe alone
     */
    InterfaceProbe(
            String name,
            Duration interval,
            Inventory inventory,
            FileTree proc,
            ConnectionSink out) {
        super(name, interval, DEADLINE);
        this.inventory = inventory;
        this.proc = proc;
        this.out = out;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        out.to(sink);
        try {
            var read = HostDevices.read(proc);
            devices = read;
            for (KnownDomain domain : inventory.latest()) {
                if (domain.isActive()) {
                    InterfaceMetrics.write(domain, read::of, out);
                }
            }
        } catch (IOException e) {
            out.problem(InterfaceMetrics.GROUP, e);
        }
        return Outcome.SAMPLED;
    }

    /** Whether the host counts what goes through a device, as last looked. Thread: any. */
    boolean counts(String device) {
        var known = devices;
        return known != null && known.has(device);
    }
}
