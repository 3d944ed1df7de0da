package io.hypervigil.host.oshi;

import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

/**
 * The door to OSHI, opened when first needed: opening it loads native libraries.
 *
 * <p>Thread: any; what OSHI remembers is shared.
 */
final class Oshi {

    /** One for the process: making it anew costs 100 times what asking it does. */
    private static final class Holder {
        private static final SystemInfo INFO = new SystemInfo();
    }

    private Oshi() {}

    static HardwareAbstractionLayer hardware() {
        return Holder.INFO.getHardware();
    }

    static OperatingSystem system() {
        return Holder.INFO.getOperatingSystem();
    }

    /** What OSHI says where it does not know is nothing. */
    static String known(String text) {
        return text.equalsIgnoreCase("unknown") ? "" : text.strip();
    }
}
