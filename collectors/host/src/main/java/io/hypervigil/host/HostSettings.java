package io.hypervigil.host;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.bcache.BcacheSettings;
import io.hypervigil.host.bus.PciSettings;
import io.hypervigil.host.cpu.CpuSettings;
import io.hypervigil.host.cpu.InterruptsSettings;
import io.hypervigil.host.disk.DiskstatsSettings;
import io.hypervigil.host.disk.TapestatsSettings;
import io.hypervigil.host.filesystem.FilesystemSettings;
import io.hypervigil.host.kernel.StatSettings;
import io.hypervigil.host.memory.VmstatSettings;
import io.hypervigil.host.net.ArpSettings;
import io.hypervigil.host.net.IpvsSettings;
import io.hypervigil.host.net.NetclassSettings;
import io.hypervigil.host.net.NetdevSettings;
import io.hypervigil.host.net.NetstatSettings;
import io.hypervigil.host.power.PowerSupplies;
import io.hypervigil.host.power.Rapl;
import io.hypervigil.host.sensor.HwmonSettings;
import io.hypervigil.host.systemd.SystemdSettings;
import io.hypervigil.host.textfile.TextfileSettings;

/** {@code collectors.host} in the configuration; its flags begin with {@code --collector.}. */
public record HostSettings(
        @Setting(
                        help = "Who reads the machine: its kernel's files, OSHI, or what fits it.",
                        byDefault = "auto")
                Reader reader,
        @Setting(
                        help =
                                "Give the network devices of guests too: taps, veths and their"
                                        + " bridges' ports, which belong to their machine or"
                                        + " container.")
                boolean guestDevices,
        @Setting(help = "Neighbours.") ArpSettings arp,
        @Setting(help = "Processors.") CpuSettings cpu,
        @Setting(help = "Hardware monitoring chips.") HwmonSettings hwmon,
        @Setting(help = "Interrupts.") InterruptsSettings interrupts,
        @Setting(help = "The kernel's load balancer.") IpvsSettings ipvs,
        @Setting(help = "What network devices are.") NetclassSettings netclass,
        @Setting(help = "What network devices count.") NetdevSettings netdev,
        @Setting(help = "What network protocols count.") NetstatSettings netstat,
        @Setting(help = "PCI devices.") PciSettings pcidevice,
        @Setting(help = "Power supplies.") PowerSupplies.Settings powersupply,
        @Setting(help = "Energy of processors.") Rapl.Settings rapl,
        @Setting(help = "Totals of the kernel.") StatSettings stat,
        @Setting(help = "Units of systemd.") SystemdSettings systemd,
        @Setting(help = "The block cache bcache.") BcacheSettings bcache,
        @Setting(help = "Disks.") DiskstatsSettings diskstats,
        @Setting(help = "Mounted file systems.") FilesystemSettings filesystem,
        @Setting(help = "Tape drives.") TapestatsSettings tapestats,
        @Setting(help = "Files of metrics that others write.") TextfileSettings textfile,
        @Setting(help = "Counts of the memory management.") VmstatSettings vmstat) {

    /** Who reads what the machine measures of itself. */
    public enum Reader {
        /** The kernel's files on Linux, OSHI elsewhere. */
        AUTO,
        KERNEL,
        OSHI
    }
}
