package io.hypervigil.host.part;

import io.hypervigil.collect.files.FileTree;
import java.util.List;

/**
 * A device as a class or bus of /sys lists it.
 *
 * @param name as listed: {@code hwmon3}, {@code 0000:3b:00.0}
 * @param path below the root of /sys, links followed, so that what is beside the device is found
 */
public record SysDevice(String name, String path) {

    /**
     * The devices in a folder, by name.
     *
     * @throws NotHere where there is no such folder
     */
    public static List<SysDevice> in(FileTree sys, String folder) {
        if (!sys.exists(folder)) {
            throw new NotHere(sys.root().resolve(folder) + " does not exist");
        }
        return sys.list(folder).stream()
                .map(
                        name -> {
                            var listed = folder + "/" + name;
                            return new SysDevice(name, sys.resolved(listed).orElse(listed));
                        })
                .toList();
    }

    /** The path of one of the device's files. */
    public String file(String attribute) {
        return path + "/" + attribute;
    }
}
