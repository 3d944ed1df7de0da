package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.nvml.driver.AttachedGpu;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All that GPUs can be told to do.
 *
 * <p>Thread: any. Calls to one GPU take turns with each other and with what samples it.
 */
public final class GpuActions {

    private final Supplier<Optional<GpuControl>> control;
    private final KeptProfiles kept;
    private final List<Action> all;

    /**
     * @param control what to work with, empty while the source is closed
     */
    public GpuActions(Supplier<Optional<GpuControl>> control) {
        this(control, Pause.REAL, System::nanoTime);
    }

    GpuActions(Supplier<Optional<GpuControl>> control, Pause pause, LongSupplier nanos) {
        this.control = control;
        var declared = new OpenActions<>("GPU", "nvml", control);
        var locks = new ClockLocks();
        this.kept = new KeptProfiles(locks, nanos);
        this.all =
                Stream.of(
                                new ReadingActions(declared, locks).actions(),
                                new SettingActions(declared, locks).actions(),
                                new ClearingActions(declared).actions(),
                                new MigActions(declared).actions(),
                                new ReleaseActions(declared).actions(),
                                new VfioActions(declared).actions(),
                                new ProfileEditing(declared).actions(),
                                new ProfileActions(declared, locks, pause).actions())
                        .flatMap(List::stream)
                        .toList();
    }

    /** Always the same. */
    public List<Action> all() {
        return all;
    }

    /**
     * Applies the profiles that are kept to GPUs that have come: at start, after a reload of the
     * driver, after a reset. Called with the GPUs that there are, again and again, by one thread.
     *
     * @return what went wrong, for people; the GPUs of a profile that failed are as before
     */
    public List<String> keepProfiles(List<AttachedGpu> gpus) {
        return control.get().map(open -> kept.keep(open, gpus)).orElse(List.of());
    }
}
