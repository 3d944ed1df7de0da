package io.hypervigil.nvml.mig;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpm.GpmTable;
import io.hypervigil.nvml.gpm.GpmWindow;
import io.hypervigil.nvml.gpu.Gpu;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** The performance monitors of each GPU instance, as long as there is one of that id. */
final class MigActivity implements AutoCloseable {

    private final GpmTable table;
    private final LongSupplier nanoTime;
    private final Map<Integer, GpmWindow> windows = new HashMap<>();

    MigActivity(GpmTable table, LongSupplier nanoTime) {
        this.table = table;
        this.nanoTime = nanoTime;
    }

    void sample(Gpu gpu, Set<Integer> instances, SampleSink sink) {
        windows.entrySet()
                .removeIf(
                        entry -> {
                            boolean isGone = !instances.contains(entry.getKey());
                            if (isGone) {
                                entry.getValue().close();
                            }
                            return isGone;
                        });
        if (instances.isEmpty() || !GpmWindow.isSupported(gpu)) {
            return;
        }
        for (Integer instance : instances) {
            windows.computeIfAbsent(instance, id -> GpmWindow.ofInstance(table, gpu, id, nanoTime))
                    .sample(gpu, sink, gpu.uuid(), Integer.toString(instance));
        }
    }

    @Override
    public void close() {
        windows.values().forEach(GpmWindow::close);
        windows.clear();
    }
}
