package io.hypervigil.nvml.bus;

import io.hypervigil.collect.files.FileTree;
import java.util.List;
import java.util.Optional;

/**
 * Whether a function is awake. Reading it wakes nobody.
 *
 * @param state {@code D0} to {@code D3cold}; kernels before 5.12 do not say
 * @param runtimeStatus what the kernel's power management does with it
 */
record PciPower(Optional<String> state, Optional<String> runtimeStatus) {

    /** All that {@code power_state} says, but for not knowing. */
    static final List<String> STATES = List.of("D0", "D1", "D2", "D3hot", "D3cold");

    /** All that {@code power/runtime_status} says where there is power management. */
    static final List<String> STATUSES =
            List.of("active", "suspended", "suspending", "resuming", "error");

    static PciPower read(FileTree sys, String folder) {
        return new PciPower(
                sys.attribute(folder + "/power_state").filter(STATES::contains),
                sys.attribute(folder + "/power/runtime_status").filter(STATUSES::contains));
    }

    /** Why the device must not be asked anything, or empty where it may. */
    Optional<String> sleep() {
        if (state.filter(text -> text.startsWith("D3")).isPresent()) {
            return Optional.of("it sleeps in " + state.get() + " and is not woken for it");
        }
        return runtimeStatus
                .filter(text -> text.startsWith("suspend"))
                .map(text -> "it is " + text + " and is not woken for it");
    }
}
