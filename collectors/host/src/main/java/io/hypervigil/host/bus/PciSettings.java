package io.hypervigil.host.bus;

import io.hypervigil.collect.settings.Setting;

/**
 * Whether PCI devices are told by name.
 *
 * @param names whether node_pcidevice_info carries names beside the numbers
 * @param idsfile the list of names; "" for pci.ids where Linux systems keep it
 */
public record PciSettings(
        @Setting(help = "names of vendors and devices beside their numbers, from pci.ids")
                boolean names,
        @Setting(help = "path of a pci.ids, instead of /usr/share/misc or /usr/share/hwdata")
                String idsfile) {}
