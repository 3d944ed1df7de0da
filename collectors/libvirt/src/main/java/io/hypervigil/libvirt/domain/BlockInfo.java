package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.description.Disk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the disks of a domain are, and what they are held to: the names of the limits are those of
 * Tinkoff's exporter, and a disk has only those that are set.
 *
 * <pre>
 * libvirt_domain_block_stats_info{domain="web",disk_type="file",target_bus="virtio",
 *     driver_name="qemu",driver_type="qcow2",driver_cache="none",driver_discard="unmap",
 *     source_file="/srv/vm/web.qcow2",source_protocol="",target_device="vda",serial="",
 *     device="disk",source_pool="",access="rw"} 1
 * libvirt_domain_block_stats_limit_total_requests{domain="web",target_device="vda"} 1200
 * </pre>
 */
public final class BlockInfo {

    public static final Group GROUP =
            Group.on(
                    "libvirt.block_info",
                    "what the disks of domains are and what they are held to, from their XML");

    private static final String PREFIX = "libvirt_domain_block_stats_";

    private static final Family INFO =
            VirtFamily.gauge(
                    GROUP,
                    PREFIX + "info",
                    "What the disk is, from the domain's XML; the value is 1. source_file is its"
                            + " path, its name on the network, its volume or its PCI address.",
                    "domain",
                    "disk_type",
                    "target_bus",
                    "driver_name",
                    "driver_type",
                    "driver_cache",
                    "driver_discard",
                    "source_file",
                    "source_protocol",
                    "target_device",
                    "serial",
                    "device",
                    "source_pool",
                    "access");
    private static final Map<String, Family> LIMITS = limits();

    /** Writes the group. */
    public static final DomainPart PART = new DomainPart(GROUP, families(), BlockInfo::write);

    private BlockInfo() {}

    private static void write(KnownDomain domain, SampleSink sink) {
        var disks = domain.description().disks();
        disks.forEach(disk -> writeInfo(domain, disk, sink));
        LIMITS.forEach(
                (limit, family) -> {
                    for (Disk disk : disks) {
                        var value = disk.limits().values().get(limit);
                        if (value != null) {
                            sink.add(family, (double) value, domain.name(), disk.target());
                        }
                    }
                });
    }

    private static void writeInfo(KnownDomain domain, Disk disk, SampleSink sink) {
        sink.add(
                INFO,
                1,
                domain.name(),
                disk.type(),
                disk.bus().orElse(""),
                disk.driver().orElse(""),
                disk.format().orElse(""),
                disk.cache().orElse(""),
                disk.discard().orElse(""),
                disk.source().orElse(""),
                disk.protocol().orElse(""),
                disk.target(),
                disk.serial().orElse(""),
                disk.device(),
                disk.pool().orElse(""),
                access(disk));
    }

    private static String access(Disk disk) {
        if (disk.isReadOnly()) {
            return "ro";
        }
        return disk.isShareable() ? "shared" : "rw";
    }

    private static Map<String, Family> limits() {
        var limits = new LinkedHashMap<String, Family>();
        for (String operation : List.of("total", "read", "write")) {
            var of = operation.equals("total") ? "read and written" : operation;
            limits.put(operation + "_bytes_sec", limit("", operation + "_bytes", "Bytes", of));
            limits.put(operation + "_iops_sec", limit("", operation + "_requests", "Requests", of));
            limits.put(
                    operation + "_bytes_sec_max",
                    limit("burst_", operation + "_bytes", "Bytes in a burst", of));
            limits.put(
                    operation + "_iops_sec_max",
                    limit("burst_", operation + "_requests", "Requests in a burst", of));
            limits.put(
                    operation + "_bytes_sec_max_length", length(operation + "_bytes", "bytes", of));
            limits.put(
                    operation + "_iops_sec_max_length",
                    length(operation + "_requests", "requests", of));
        }
        limits.put(
                "size_iops_sec",
                disk("size_iops_bytes", "Size from which a request counts as more than one"));
        return limits;
    }

    private static Family limit(String burst, String what, String things, String of) {
        return disk("limit_" + burst + what, things + " (" + of + ") that a second may have");
    }

    private static Family length(String what, String things, String of) {
        return disk(
                "limit_burst_length_" + what + "_seconds",
                "How long a burst of " + things + " (" + of + ") may last");
    }

    private static Family disk(String name, String help) {
        return VirtFamily.gauge(
                GROUP,
                PREFIX + name,
                help + ", from iotune in the XML.",
                "domain",
                "target_device");
    }

    private static List<Family> families() {
        var families = new ArrayList<Family>();
        families.add(INFO);
        families.addAll(LIMITS.values());
        return families;
    }
}
