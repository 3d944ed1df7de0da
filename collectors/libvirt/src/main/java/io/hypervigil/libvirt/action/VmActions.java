package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All that virtual machines can be told to do.
 *
 * <p>Thread: any. What one VM is told at a time libvirt sees to.
 */
public final class VmActions {

    private final List<Action> all;

    /**
     * @param control what to work with, empty while the source is closed
     */
    public VmActions(Supplier<Optional<VmControl>> control) {
        this(control, Pause.REAL);
    }

    VmActions(Supplier<Optional<VmControl>> control, Pause pause) {
        var declared = new Declared(control);
        this.all =
                Stream.of(
                                new ReadingActions(declared).actions(),
                                new LifecycleActions(declared).actions(),
                                new EndingActions(declared, pause).actions(),
                                new SizeActions(declared).actions(),
                                new SnapshotActions(declared).actions(),
                                new DiskActions(declared).actions(),
                                new NetworkActions(declared).actions(),
                                new GpuActions(declared).actions(),
                                new CreatingActions(declared).actions(),
                                new DefiningActions(declared).actions(),
                                new UndefiningActions(declared).actions(),
                                new CloningActions(declared).actions(),
                                new MigrationActions(declared).actions(),
                                new ConsoleActions(declared).actions())
                        .flatMap(List::stream)
                        .toList();
    }

    /** Always the same. */
    public List<Action> all() {
        return all;
    }
}
