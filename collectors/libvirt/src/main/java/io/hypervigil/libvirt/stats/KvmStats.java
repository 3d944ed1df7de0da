package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What KVM counts of a domain and of each of its vCPUs, by the names that the kernel gives: some
 * fifty of each vCPU, which no release has to keep.
 *
 * <pre>
 * libvirt_domain_kvm_vm_remote_tlb_flush_total{domain="web"} 3102
 * libvirt_domain_kvm_vcpu_halt_exits_total{domain="web",vcpu="0"} 918273
 * libvirt_domain_kvm_vcpu_halt_wait_seconds_total{domain="web",vcpu="0"} 8123.4
 * </pre>
 */
public final class KvmStats {

    static final Group GROUP = Group.off("libvirt.kvm", "what KVM counts of each domain and vCPU");

    /** Series of one domain: 40 vCPUs. Beyond, what is left out is said. */
    static final int MOST_OF_DOMAIN = 2_048;

    private static final Family OF_DOMAIN =
            VirtFamily.pattern(
                    GROUP,
                    "libvirt_domain_kvm_vm_*",
                    "What KVM counts of a domain, from libvirt's vm.*.",
                    "domain");
    private static final Family OF_VCPU =
            VirtFamily.pattern(
                    GROUP,
                    "libvirt_domain_kvm_vcpu_*",
                    "What KVM counts of a vCPU, from libvirt's vcpu.N.*.",
                    "domain",
                    "vcpu");

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.VCPU, StatsGroup.VM),
                    Tier.RARE,
                    List.of(OF_DOMAIN, OF_VCPU),
                    new KvmStats()::write);

    private final KvmKeys keys = new KvmKeys(GROUP);

    private KvmStats() {}

    private void write(StatsRecord record, SampleSink out) {
        int written = 0;
        for (String name : record.values().names()) {
            var key = keys.of(name);
            double value = key.isPresent() ? Reading.known(record.values(), name) : Double.NaN;
            if (Double.isNaN(value)) {
                continue;
            }
            if (written == MOST_OF_DOMAIN) {
                out.missing(
                        "libvirt_domain_kvm_* of domain " + record.name(),
                        "more than " + MOST_OF_DOMAIN + " statistics");
                return;
            }
            write(key, value, record.name(), out);
            written++;
        }
    }

    private static void write(
            Optional<KvmKeys.Parsed> key, double value, String domain, SampleSink out) {
        var parsed = key.orElseThrow();
        double base = parsed.unit().toBase(value);
        if (parsed.vcpu().isEmpty()) {
            out.add(parsed.family(), base, domain);
        } else {
            out.add(parsed.family(), base, domain, parsed.vcpu());
        }
    }
}
