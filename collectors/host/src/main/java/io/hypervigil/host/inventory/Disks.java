package io.hypervigil.host.inventory;

import io.hypervigil.collect.files.FileTree;
import java.util.Map;
import java.util.TreeMap;

/** The disks of a machine: those of its block devices that a piece of hardware stands behind. */
final class Disks {

    private static final String FOLDER = "block";
    private static final double SECTOR_BYTES = 512;

    private Disks() {}

    /** Sizes in bytes by device name. */
    static Map<String, Double> read(FileTree sys) {
        var disks = new TreeMap<String, Double>();
        for (String name : sys.list(FOLDER)) {
            var folder = FOLDER + "/" + name;
            if (sys.exists(folder + "/device")) {
                sys.wholeAttribute(folder + "/size")
                        .ifPresent(sectors -> disks.put(name, sectors * SECTOR_BYTES));
            }
        }
        return disks;
    }
}
