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

    /** Adds what was counted, and answers with how busy the multiprocessors of each were. */
    Map<Integer, Double> sample(Gpu gpu, Set<Integer> instances, SampleSink sink) {
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
            return Map.of();
        }
        var smActive = new HashMap<Integer, Double>();
        for (Integer instance : instances) {
            var window =
                    windows.computeIfAbsent(
                            instance, id -> GpmWindow.ofInstance(table, gpu, id, nanoTime));
            window.sample(gpu, sink, gpu.uuid(), Integer.toString(instance));
            window.smActive().ifPresent(share -> smActive.put(instance, share));
        }
        return smActive;
    }

    @Override
    public void close() {
        windows.values().forEach(GpmWindow::close);
        windows.clear();
    }
}
