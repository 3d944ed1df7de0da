package io.hypervigil.nvml.bus;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the driver says of a GPU in /proc/driver/nvidia/gpus/ADDRESS/information: its UUID without
 * the library.
 *
 * <pre>
 * GPU UUID:        GPU-7f3c…
 * GPU Excluded:    No
 * </pre>
 *
 * @param uuid empty while the GPU was never opened: then there are question marks
 * @param isExcluded whether an administrator told the driver to leave it alone
 */
record DriverInformation(Optional<String> uuid, boolean isExcluded) {

    static final DriverInformation NONE = new DriverInformation(Optional.empty(), false);

    private static final Pattern UUID = Pattern.compile("GPU-[0-9a-f-]{36}");

    static DriverInformation read(FileTree proc, String address) throws IOException {
        return proc.find("driver/nvidia/gpus/" + address + "/information", DriverInformation::parse)
                .orElse(NONE);
    }

    static DriverInformation parse(Text text) {
        Optional<String> uuid = Optional.empty();
        boolean isExcluded = false;
        while (text.nextLine()) {
            if (!text.has(':')) {
                continue;
            }
            switch (text.until(':')) {
                case "GPU UUID" ->
                        uuid = Optional.of(text.rest()).filter(DriverInformation::isUuid);
                case "GPU Excluded" -> isExcluded = text.rest().equals("Yes");
                default -> {
                    // Model, interrupt, firmware: the library says them better.
                }
            }
        }
        return new DriverInformation(uuid, isExcluded);
    }

    private static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }
}
