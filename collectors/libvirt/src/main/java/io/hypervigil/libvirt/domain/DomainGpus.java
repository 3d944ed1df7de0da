package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.description.HostDevice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which GPUs domains have been given, whole, as virtual functions, or as mediated devices. The
 * label {@code gpu} is that of the collector of GPUs: the UUID, or the PCI address while no driver
 * of the host has it.
 *
 * <pre>
 * libvirt_domain_gpu_info{domain="train",uuid="1b4e28ba-…",pci="0000:3b:00.0",gpu="GPU-7f3c…"} 1
 * </pre>
 *
 * <p>The same is published as claims, so that the use of a GPU is counted on the domain: of all PCI
 * and mediated devices, since which of them are GPUs is known elsewhere.
 */
public final class DomainGpus {

    public static final Group GROUP =
            Group.on("libvirt.gpu", "GPUs given to domains, from their XML and /sys");

    private static final Family INFO =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_gpu_info",
                    "A GPU, or a part of one, that the domain has been given, from hostdev in its"
                            + " XML, physfn and mdev in /sys; the value is 1.",
                    "domain",
                    "uuid",
                    "pci",
                    "gpu");

    public static final List<Family> FAMILIES = List.of(INFO);

    private DomainGpus() {}

    /**
     * Writes the group.
     *
     * @param sys the host's /sys
     */
    public static void write(
            Collection<KnownDomain> domains, FactBoard facts, FileTree sys, SampleSink sink) {
        if (haveNone(domains)) {
            return;
        }
        var gpus = new HeldGpus(facts, sys);
        for (KnownDomain domain : domains) {
            var held = new LinkedHashSet<HeldGpus.HeldGpu>();
            domain.description().hostDevices().forEach(d -> gpus.of(d).ifPresent(held::add));
            for (HeldGpus.HeldGpu gpu : held) {
                sink.add(INFO, 1, domain.name(), domain.uuid(), gpu.pciAddress(), gpu.gpu());
            }
        }
    }

    /** Of domains of another host: an address there is another device here, or none. */
    public static void writeElsewhere(Collection<KnownDomain> domains, SampleSink sink) {
        if (!haveNone(domains)) {
            sink.missing(INFO.name(), "the domains run on another host, whose GPUs are not known");
        }
    }

    private static boolean haveNone(Collection<KnownDomain> domains) {
        return domains.stream().allMatch(domain -> domain.description().hostDevices().isEmpty());
    }

    /**
     * Whose each device is. A domain that runs may use its devices and does; one that does not run
     * may, unless a domain that runs has the device now.
     */
    public static List<Claim> claims(Collection<KnownDomain> domains) {
        var claims = new ArrayList<Claim>();
        var taken = new HashSet<Device>();
        for (KnownDomain domain : domains) {
            if (domain.isActive()) {
                for (Device device : devices(domain)) {
                    claims.add(claim(domain, device, Basis.CONFIGURED));
                    claims.add(claim(domain, device, Basis.RUNNING));
                    taken.add(device);
                }
            }
        }
        for (KnownDomain domain : domains) {
            if (!domain.isActive()) {
                devices(domain).stream()
                        .filter(device -> !taken.contains(device))
                        .forEach(device -> claims.add(claim(domain, device, Basis.CONFIGURED)));
            }
        }
        return claims;
    }

    private static Set<Device> devices(KnownDomain domain) {
        var devices = new LinkedHashSet<Device>();
        domain.description().hostDevices().forEach(given -> devices.add(device(given)));
        return devices;
    }

    private static Device device(HostDevice given) {
        return switch (given) {
            case HostDevice.Pci(var address, _, _) -> new Device.Pci(address);
            case HostDevice.Mediated(var uuid, _) -> new Device.Mediated(uuid);
        };
    }

    private static Claim claim(KnownDomain domain, Device device, Basis basis) {
        var owner = new Owner(OwnerType.VM, domain.uuid(), domain.name());
        return new Claim(owner, device, basis, OptionalDouble.empty());
    }
}
