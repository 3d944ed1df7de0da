package io.hypervigil.host;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Schema;
import io.hypervigil.host.inventory.Inventory;
import io.hypervigil.host.oshi.Dialect;
import io.hypervigil.host.oshi.OshiCpu;
import io.hypervigil.host.oshi.OshiDisks;
import io.hypervigil.host.oshi.OshiFileDescriptors;
import io.hypervigil.host.oshi.OshiFileSystems;
import io.hypervigil.host.oshi.OshiFirmware;
import io.hypervigil.host.oshi.OshiInventory;
import io.hypervigil.host.oshi.OshiKernel;
import io.hypervigil.host.oshi.OshiLoad;
import io.hypervigil.host.oshi.OshiMemory;
import io.hypervigil.host.oshi.OshiNetworkDevices;
import io.hypervigil.host.oshi.OshiNetworkProtocols;
import io.hypervigil.host.oshi.OshiNetworkTraffic;
import io.hypervigil.host.oshi.OshiProcesses;
import io.hypervigil.host.oshi.OshiSensors;
import io.hypervigil.host.oshi.OshiTime;
import io.hypervigil.host.oshi.OshiUname;
import io.hypervigil.host.part.HostPart;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What OSHI reads where there is no Linux, group for group what the kernel's parts give. */
final class OshiParts {

    private static final List<PartType> UNTRANSLATED =
            List.of(
                    part(OshiCpu.GROUP, OshiCpu.FAMILIES, Lane.KERNEL, OshiCpu::new),
                    part(OshiLoad.GROUP, OshiLoad.FAMILIES, Lane.KERNEL, OshiLoad::new),
                    part(OshiMemory.GROUP, OshiMemory.FAMILIES, Lane.KERNEL, OshiMemory::new),
                    part(OshiKernel.GROUP, OshiKernel.FAMILIES, Lane.KERNEL, OshiKernel::new),
                    part(OshiUname.GROUP, OshiUname.FAMILIES, Lane.KERNEL, OshiUname::new),
                    new PartType(
                            OshiTime.GROUP,
                            OshiTime.FAMILIES,
                            Lane.KERNEL,
                            (_, _, context) -> new OshiTime(context.clock())),
                    part(
                            OshiFileDescriptors.GROUP,
                            OshiFileDescriptors.FAMILIES,
                            Lane.KERNEL,
                            OshiFileDescriptors::new),
                    part(
                            OshiNetworkTraffic.GROUP,
                            OshiNetworkTraffic.FAMILIES,
                            Lane.KERNEL,
                            OshiNetworkTraffic::new),
                    part(
                            OshiNetworkDevices.GROUP,
                            OshiNetworkDevices.FAMILIES,
                            Lane.KERNEL,
                            OshiNetworkDevices::new),
                    part(
                            OshiNetworkProtocols.GROUP,
                            OshiNetworkProtocols.FAMILIES,
                            Lane.KERNEL,
                            OshiNetworkProtocols::new),
                    part(OshiDisks.GROUP, OshiDisks.FAMILIES, Lane.SENSORS, OshiDisks::new),
                    part(OshiSensors.GROUP, OshiSensors.FAMILIES, Lane.SENSORS, OshiSensors::new),
                    part(
                            OshiFileSystems.GROUP,
                            OshiFileSystems.FAMILIES,
                            Lane.MOUNTS,
                            OshiFileSystems::new),
                    part(
                            OshiProcesses.GROUP,
                            OshiProcesses.FAMILIES,
                            Lane.PROCESSES,
                            OshiProcesses::new),
                    part(
                            OshiFirmware.GROUP,
                            OshiFirmware.FAMILIES,
                            Lane.INVENTORY,
                            OshiFirmware::new),
                    part(Inventory.GROUP, Inventory.FAMILIES, Lane.INVENTORY, OshiInventory::new));

    private final Dialect dialect;

    /**
     * @param kernel what the kernel's parts declare
     */
    OshiParts(Schema kernel) {
        this.dialect = new Dialect(kernel);
    }

    /** The parts, with the groups and families that the kernel's parts declare. */
    Stream<PartType> all() {
        return UNTRANSLATED.stream()
                .map(
                        type ->
                                new PartType(
                                        dialect.group(type.group()),
                                        dialect.undeclared(type.families()),
                                        type.lane(),
                                        (files, settings, context) ->
                                                dialect.translated(
                                                        type.factory()
                                                                .make(files, settings, context))));
    }

    /** Whether OSHI reads this machine. */
    static boolean read(HostSettings.Reader reader, String osName) {
        return switch (reader) {
            case AUTO -> !osName.equals("Linux");
            case KERNEL -> false;
            case OSHI -> true;
        };
    }

    private static PartType part(
            Group group, List<Family> families, Lane lane, Supplier<HostPart> maker) {
        return new PartType(group, families, lane, (_, _, _) -> maker.get());
    }
}
