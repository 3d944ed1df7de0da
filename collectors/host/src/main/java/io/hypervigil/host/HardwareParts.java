package io.hypervigil.host;

import io.hypervigil.host.bus.FibreChannel;
import io.hypervigil.host.bus.Infiniband;
import io.hypervigil.host.bus.PciDevices;
import io.hypervigil.host.firmware.Dmi;
import io.hypervigil.host.firmware.Watchdogs;
import io.hypervigil.host.inventory.Inventory;
import io.hypervigil.host.net.bond.Bonding;
import io.hypervigil.host.power.PowerSupplies;
import io.hypervigil.host.power.Rapl;
import io.hypervigil.host.sensor.Edac;
import io.hypervigil.host.sensor.Hwmon;
import io.hypervigil.host.sensor.ThermalZones;
import io.hypervigil.host.systemd.Systemd;
import java.util.List;

/** Sensors, buses, firmware, inventory, and the service manager. */
final class HardwareParts {

    static final List<PartType> ALL =
            List.of(
                    new PartType(
                            Bonding.GROUP,
                            Bonding.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Bonding(files.sys())),
                    new PartType(
                            Dmi.GROUP,
                            Dmi.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Dmi(files.sys())),
                    new PartType(
                            Edac.GROUP,
                            Edac.FAMILIES,
                            Lane.SENSORS,
                            (files, _, _) -> new Edac(files.sys())),
                    new PartType(
                            FibreChannel.GROUP,
                            FibreChannel.FAMILIES,
                            Lane.SENSORS,
                            (files, _, _) -> new FibreChannel(files.sys())),
                    new PartType(
                            Hwmon.GROUP,
                            Hwmon.FAMILIES,
                            Lane.SENSORS,
                            (files, settings, _) -> new Hwmon(files.sys(), settings.hwmon())),
                    new PartType(
                            Infiniband.GROUP,
                            Infiniband.FAMILIES,
                            Lane.SENSORS,
                            (files, _, _) -> new Infiniband(files.sys())),
                    new PartType(
                            Inventory.GROUP,
                            Inventory.FAMILIES,
                            Lane.INVENTORY,
                            (files, _, _) -> new Inventory(files)),
                    new PartType(
                            PciDevices.GROUP,
                            PciDevices.FAMILIES,
                            Lane.SENSORS,
                            (files, settings, _) ->
                                    new PciDevices(
                                            files.sys(), files.root(), settings.pcidevice())),
                    new PartType(
                            PowerSupplies.GROUP,
                            PowerSupplies.FAMILIES,
                            Lane.SENSORS,
                            (files, settings, _) ->
                                    new PowerSupplies(files.sys(), settings.powersupply())),
                    new PartType(
                            Rapl.GROUP,
                            Rapl.FAMILIES,
                            Lane.SENSORS,
                            (files, settings, _) -> new Rapl(files.sys(), settings.rapl())),
                    new PartType(
                            Systemd.GROUP,
                            Systemd.FAMILIES,
                            Lane.SYSTEMD,
                            (files, settings, _) ->
                                    new Systemd(files.root().root(), settings.systemd())),
                    new PartType(
                            ThermalZones.GROUP,
                            ThermalZones.FAMILIES,
                            Lane.SENSORS,
                            (files, _, _) -> new ThermalZones(files.sys())),
                    new PartType(
                            Watchdogs.GROUP,
                            Watchdogs.FAMILIES,
                            Lane.SENSORS,
                            (files, _, _) -> new Watchdogs(files.sys())));

    private HardwareParts() {}
}
