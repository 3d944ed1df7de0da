package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.nvml.driver.AttachedGpu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that GPUs can be told to do.
 *
 * <p>Thread: any. Calls to one GPU take turns with each other and with what samples it.
 */
public final class GpuActions {

    /** For a look at a GPU and the calls that put its settings back. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Optional<GpuControl>> control;
    private final Reservations reservations = new Reservations();
    private final LostTrials lost;
    private final KeptProfiles kept;
    private final List<Action> all;

    /**
     * @param control what to work with, empty while the source is closed
     */
    public GpuActions(Supplier<Optional<GpuControl>> control) {
        this(control, Pause.REAL, System::nanoTime, LoggerFactory.getLogger(LostTrials.class));
    }

    GpuActions(
            Supplier<Optional<GpuControl>> control, Pause pause, LongSupplier nanos, Logger log) {
        this.control = control;
        var declared = new OpenActions<>("GPU", "nvml", control);
        var locks = new ClockLocks();
        this.lost = new LostTrials(locks, reservations, nanos, log);
        this.kept = new KeptProfiles(locks, reservations, nanos);
        this.all =
                Stream.of(
                                new ReadingActions(declared, locks).actions(),
                                new SettingActions(declared, locks, reservations).actions(),
                                new ClearingActions(declared).actions(),
                                new MigActions(declared, reservations, locks, kept).actions(),
                                new ReleaseActions(declared, reservations).actions(),
                                new VfioActions(declared, reservations).actions(),
                                new ProfileEditing(declared).actions(),
                                new ProfileActions(declared, locks, reservations, pause).actions())
                        .flatMap(List::stream)
                        .toList();
    }

    /** Always the same. */
    public List<Action> all() {
        return all;
    }

    /**
     * Puts back what trials have left of GPUs that have come, then applies the profiles that are
     * kept: at start, after a reload of the driver, after a reset. Called with the GPUs that there
     * are, again and again, by one thread.
     *
     * @return what went wrong, for people; a GPU that a profile failed on is as before
     */
    public List<String> keepProfiles(List<AttachedGpu> gpus) {
        return control.get().map(open -> keepProfiles(open, gpus)).orElse(List.of());
    }

    private List<String> keepProfiles(GpuControl open, List<AttachedGpu> gpus) {
        var problems = new ArrayList<>(lost.putBack(open, gpus));
        problems.addAll(kept.keep(open, gpus));
        return problems;
    }

    /** GPUs that came while nothing was kept: what is kept later is for those that come later. */
    public void leaveAsTheyAre(List<AttachedGpu> gpus) {
        kept.leaveAsTheyAre(gpus);
    }

    /** Has profiles that are tried put back, and waits for that, before the driver is let go. */
    public void endTrials() {
        reservations.end(PATIENCE);
    }
}
