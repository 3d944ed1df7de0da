package io.hypervigil.host;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.cpu.CpuSettings;
import io.hypervigil.host.cpu.InterruptsSettings;
import io.hypervigil.host.kernel.StatSettings;
import io.hypervigil.host.memory.VmstatSettings;
import io.hypervigil.host.net.ArpSettings;
import io.hypervigil.host.net.IpvsSettings;
import io.hypervigil.host.net.NetclassSettings;
import io.hypervigil.host.net.NetdevSettings;
import io.hypervigil.host.net.NetstatSettings;

/** {@code collectors.host} in the configuration; its flags begin with {@code --collector.}. */
public record HostSettings(
        @Setting(
                        help =
                                "Give the network devices of guests too: taps, veths and their"
                                        + " bridges' ports, which belong to their machine or"
                                        + " container.")
                boolean guestDevices,
        @Setting(help = "Neighbours.") ArpSettings arp,
        @Setting(help = "Processors.") CpuSettings cpu,
        @Setting(help = "Interrupts.") InterruptsSettings interrupts,
        @Setting(help = "The kernel's load balancer.") IpvsSettings ipvs,
        @Setting(help = "What network devices are.") NetclassSettings netclass,
        @Setting(help = "What network devices count.") NetdevSettings netdev,
        @Setting(help = "What network protocols count.") NetstatSettings netstat,
        @Setting(help = "Totals of the kernel.") StatSettings stat,
        @Setting(help = "Counts of the memory management.") VmstatSettings vmstat) {}
