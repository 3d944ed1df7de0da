package io.hypervigil.host;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.bus.PciSettings;
import io.hypervigil.host.power.PowerSupplies;
import io.hypervigil.host.power.Rapl;
import io.hypervigil.host.sensor.HwmonSettings;
import io.hypervigil.host.systemd.SystemdSettings;

/**
 * {@code collectors.host} in the configuration; its flags begin with {@code --collector.}.
 *
 * @param reader who reads what the machine measures of itself
 * @param hwmon hardware monitoring chips
 * @param pcidevice PCI devices
 * @param powersupply power supplies
 * @param rapl energy of processors
 * @param systemd units
 */
public record HostSettings(
        @Setting(
                        help = "who reads the machine: its kernel's files, OSHI, or what fits it",
                        byDefault = "auto")
                Reader reader,
        @Setting(help = "hardware monitoring chips") HwmonSettings hwmon,
        @Setting(help = "PCI devices") PciSettings pcidevice,
        @Setting(help = "power supplies") PowerSupplies.Settings powersupply,
        @Setting(help = "energy of processors") Rapl.Settings rapl,
        @Setting(help = "units of systemd") SystemdSettings systemd) {

    /** Who reads what the machine measures of itself. */
    public enum Reader {
        /** The kernel's files on Linux, OSHI elsewhere. */
        AUTO,
        KERNEL,
        OSHI
    }
}
