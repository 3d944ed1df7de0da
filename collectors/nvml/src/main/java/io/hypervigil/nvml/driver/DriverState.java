package io.hypervigil.nvml.driver;

import java.util.List;

/** What became of asking for the driver. */
public sealed interface DriverState {

    /**
     * It answers.
     *
     * @param gpus with a handle each
     * @param lost why those that the driver counts and gives no handle of have none
     */
    record Attached(LibraryLife life, List<AttachedGpu> gpus, List<String> lost)
            implements DriverState {
        public Attached {
            gpus = List.copyOf(gpus);
            lost = List.copyOf(lost);
        }
    }

    /** There is none for us: not loaded, or released. */
    record Absent(String reason) implements DriverState {}

    /** It was there a moment ago, or is broken, and is asked again soon. */
    record Waiting(String reason) implements DriverState {}

    /**
     * It is there and does not work: it says so, its library cannot be loaded or is another
     * version's.
     *
     * @param reason with what helps, where that is known
     */
    record Broken(String reason) implements DriverState {}
}
