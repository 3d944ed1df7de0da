package io.hypervigil.kubernetes.device;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * PCI addresses of GPUs by the number of their device file: 3 for /dev/nvidia3. From
 * /proc/driver/nvidia/gpus/ADDRESS/information; none where the driver is not loaded.
 */
final class MinorNumbers {

    private static final String FOLDER = "driver/nvidia/gpus";

    private final Map<String, String> addresses = new HashMap<>();

    MinorNumbers(FileTree proc) {
        for (String address : proc.list(FOLDER)) {
            minor(proc, address)
                    .ifPresent(number -> addresses.put(number, address.toLowerCase(Locale.ROOT)));
        }
    }

    Optional<String> address(String minor) {
        return Optional.ofNullable(addresses.get(minor));
    }

    private static Optional<String> minor(FileTree proc, String address) {
        try {
            return proc.find(FOLDER + "/" + address + "/information", MinorNumbers::parse)
                    .filter(number -> !number.isEmpty());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** "" where it says none. */
    private static String parse(Text information) {
        while (information.nextLine()) {
            if (information.startsWith("Device Minor:")) {
                information.until(':');
                return information.rest();
            }
        }
        return "";
    }
}
