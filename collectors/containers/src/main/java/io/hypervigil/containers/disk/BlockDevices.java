package io.hypervigil.containers.disk;

import io.hypervigil.collect.files.FileTree;
import java.util.HashMap;
import java.util.Map;

/**
 * Names of block devices by their numbers, from /sys/dev/block. Numbers are given away anew, so
 * that names are asked for again every so many times.
 *
 * <p>Thread: one.
 */
final class BlockDevices {

    private static final String FOLDER = "dev/block/";
    private static final int ASKED_AGAIN_AFTER = 4096;

    private final FileTree sys;
    private final Map<String, String> names = new HashMap<>();
    private int asked;

    BlockDevices(FileTree sys) {
        this.sys = sys;
    }

    /** {@code /dev/sda}; the number itself where the device has gone. */
    String name(String number) {
        asked++;
        if (asked % ASKED_AGAIN_AFTER == 0) {
            names.clear();
        }
        return names.computeIfAbsent(number, this::read);
    }

    private String read(String number) {
        return sys.link(FOLDER + number)
                .map(link -> "/dev/" + link.substring(link.lastIndexOf('/') + 1))
                .orElse(number);
    }
}
