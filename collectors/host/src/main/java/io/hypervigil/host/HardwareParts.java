package io.hypervigil.host;

import java.util.List;

/** Sensors, buses, firmware, inventory, and the service manager. */
final class HardwareParts {

    static final List<PartType> ALL = List.of();

    private HardwareParts() {}
}
