package io.hypervigil.host;

import io.hypervigil.host.cpu.Cpu;
import io.hypervigil.host.cpu.CpuFreq;
import io.hypervigil.host.cpu.CpuVulnerabilities;
import io.hypervigil.host.cpu.Interrupts;
import io.hypervigil.host.cpu.Schedstat;
import io.hypervigil.host.cpu.Softirqs;
import io.hypervigil.host.kernel.BuildInfo;
import io.hypervigil.host.kernel.Cgroups;
import io.hypervigil.host.kernel.Entropy;
import io.hypervigil.host.kernel.Filefd;
import io.hypervigil.host.kernel.KernelHung;
import io.hypervigil.host.kernel.OsRelease;
import io.hypervigil.host.kernel.Selinux;
import io.hypervigil.host.kernel.Stat;
import io.hypervigil.host.kernel.Uname;
import io.hypervigil.host.load.Loadavg;
import io.hypervigil.host.load.Pressure;
import io.hypervigil.host.memory.Buddyinfo;
import io.hypervigil.host.memory.Ksmd;
import io.hypervigil.host.memory.Meminfo;
import io.hypervigil.host.memory.MeminfoNuma;
import io.hypervigil.host.memory.Vmstat;
import io.hypervigil.host.memory.Zoneinfo;
import io.hypervigil.host.net.Arp;
import io.hypervigil.host.net.Conntrack;
import io.hypervigil.host.net.Ipvs;
import io.hypervigil.host.net.Lnstat;
import io.hypervigil.host.net.Netclass;
import io.hypervigil.host.net.Netdev;
import io.hypervigil.host.net.Netstat;
import io.hypervigil.host.net.Sockstat;
import io.hypervigil.host.net.Softnet;
import io.hypervigil.host.net.Tcpstat;
import io.hypervigil.host.net.UdpQueues;
import io.hypervigil.host.nfs.Nfs;
import io.hypervigil.host.nfs.Nfsd;
import io.hypervigil.host.process.Processes;
import io.hypervigil.host.time.Clock;
import io.hypervigil.host.time.ClockDiscipline;
import java.util.List;
import java.util.stream.Stream;

/** What /proc says of the kernel, its processors, its memory, its network and its processes. */
final class KernelParts {

    private static final List<PartType> SYSTEM =
            List.of(
                    new PartType(
                            BuildInfo.GROUP,
                            BuildInfo.FAMILIES,
                            Lane.KERNEL,
                            (_, _, _) -> new BuildInfo()),
                    new PartType(
                            Cgroups.GROUP,
                            Cgroups.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Cgroups(files.proc())),
                    new PartType(
                            Clock.GROUP,
                            Clock.FAMILIES,
                            Lane.KERNEL,
                            (files, _, context) -> new Clock(files, context.clock())),
                    new PartType(
                            ClockDiscipline.GROUP,
                            ClockDiscipline.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new ClockDiscipline(files.proc())),
                    new PartType(
                            Entropy.GROUP,
                            Entropy.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Entropy(files.proc())),
                    new PartType(
                            Filefd.GROUP,
                            Filefd.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Filefd(files.proc())),
                    new PartType(
                            KernelHung.GROUP,
                            KernelHung.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new KernelHung(files.proc())),
                    new PartType(
                            Loadavg.GROUP,
                            Loadavg.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Loadavg(files.proc())),
                    new PartType(
                            OsRelease.GROUP,
                            OsRelease.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new OsRelease(files.root())),
                    new PartType(
                            Pressure.GROUP,
                            Pressure.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Pressure(files.proc())),
                    new PartType(
                            Processes.GROUP,
                            Processes.FAMILIES,
                            Lane.PROCESSES,
                            (files, _, _) -> new Processes(files.proc())),
                    new PartType(
                            Selinux.GROUP,
                            Selinux.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Selinux(files)),
                    new PartType(
                            Stat.GROUP,
                            Stat.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) -> new Stat(files.proc(), settings.stat())),
                    new PartType(
                            Uname.GROUP,
                            Uname.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Uname(files.proc())));

    private static final List<PartType> PROCESSORS =
            List.of(
                    new PartType(
                            Cpu.GROUP,
                            Cpu.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, context) ->
                                    new Cpu(files, settings.cpu(), context.isOn(CpuFreq.GROUP))),
                    new PartType(
                            CpuFreq.GROUP,
                            CpuFreq.FAMILIES,
                            Lane.SENSORS,
                            (files, _, _) -> new CpuFreq(files)),
                    new PartType(
                            CpuVulnerabilities.GROUP,
                            CpuVulnerabilities.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new CpuVulnerabilities(files.sys())),
                    new PartType(
                            Interrupts.GROUP,
                            Interrupts.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) ->
                                    new Interrupts(files.proc(), settings.interrupts())),
                    new PartType(
                            Schedstat.GROUP,
                            Schedstat.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Schedstat(files.proc())),
                    new PartType(
                            Softirqs.GROUP,
                            Softirqs.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Softirqs(files.proc())));

    private static final List<PartType> MEMORY =
            List.of(
                    new PartType(
                            Buddyinfo.GROUP,
                            Buddyinfo.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Buddyinfo(files.proc())),
                    new PartType(
                            Ksmd.GROUP,
                            Ksmd.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Ksmd(files.sys())),
                    new PartType(
                            Meminfo.GROUP,
                            Meminfo.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Meminfo(files.proc())),
                    new PartType(
                            MeminfoNuma.GROUP,
                            MeminfoNuma.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new MeminfoNuma(files.sys())),
                    new PartType(
                            Vmstat.GROUP,
                            Vmstat.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) -> new Vmstat(files.proc(), settings.vmstat())),
                    new PartType(
                            Zoneinfo.GROUP,
                            Zoneinfo.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Zoneinfo(files.proc())));

    private static final List<PartType> NETWORK =
            List.of(
                    new PartType(
                            Arp.GROUP,
                            Arp.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) -> new Arp(files.proc(), settings.arp())),
                    new PartType(
                            Conntrack.GROUP,
                            Conntrack.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Conntrack(files.proc())),
                    new PartType(
                            Ipvs.GROUP,
                            Ipvs.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) -> new Ipvs(files.proc(), settings.ipvs())),
                    new PartType(
                            Lnstat.GROUP,
                            Lnstat.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Lnstat(files.proc())),
                    new PartType(
                            Netclass.GROUP,
                            Netclass.FAMILIES,
                            // A device's speed is asked of its driver, under the kernel's lock.
                            Lane.SENSORS,
                            (files, settings, _) ->
                                    new Netclass(
                                            files.sys(),
                                            settings.netclass(),
                                            settings.guestDevices())),
                    new PartType(
                            Netdev.GROUP,
                            Netdev.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) ->
                                    new Netdev(files, settings.netdev(), settings.guestDevices())),
                    new PartType(
                            Netstat.GROUP,
                            Netstat.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) -> new Netstat(files.proc(), settings.netstat())),
                    new PartType(
                            Nfs.GROUP,
                            Nfs.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Nfs(files.proc())),
                    new PartType(
                            Nfsd.GROUP,
                            Nfsd.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Nfsd(files.proc())),
                    new PartType(
                            Sockstat.GROUP,
                            Sockstat.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Sockstat(files.proc())),
                    new PartType(
                            Softnet.GROUP,
                            Softnet.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Softnet(files.proc())),
                    new PartType(
                            Tcpstat.GROUP,
                            Tcpstat.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Tcpstat(files.proc())),
                    new PartType(
                            UdpQueues.GROUP,
                            UdpQueues.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new UdpQueues(files.proc())));

    static final List<PartType> ALL =
            Stream.of(SYSTEM, PROCESSORS, MEMORY, NETWORK).flatMap(List::stream).toList();

    private KernelParts() {}
}
