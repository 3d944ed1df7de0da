package io.hypervigil.nvml.bus;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Joins what is on the bus with what the driver calls it.
 *
 * <p>A UUID is kept as long as NVIDIA's driver stays bound, since a GPU that is lost tells it no
 * more; it is forgotten with the driver.
 *
 * <p>Thread: one.
 */
final class GpuRoster {

    private final FileTree sys;
    private final FileTree proc;
    private final GpuHandles known;
    private final Map<String, DriverInformation> told = new HashMap<>();

    GpuRoster(FileTree sys, FileTree proc, GpuHandles known) {
        this.sys = sys;
        this.proc = proc;
        this.known = known;
    }

    /** The whole GPUs among these functions. */
    List<BusGpu> of(List<PciFunction> functions) {
        var whole = functions.stream().filter(PciFunction::isWholeGpu).toList();
        told.keySet().retainAll(nvidias(whole));
        var handles = known.handles();
        return whole.stream().map(function -> gpu(function, handles)).toList();
    }

    private static Set<String> nvidias(List<PciFunction> functions) {
        return functions.stream()
                .filter(PciFunction::isNvidias)
                .map(PciFunction::address)
                .collect(Collectors.toSet());
    }

    private BusGpu gpu(PciFunction function, Optional<Map<String, GpuHandles.Handle>> handles) {
        var handle = handles.flatMap(all -> Optional.ofNullable(all.get(function.address())));
        handle.ifPresent(
                present ->
                        told.put(
                                function.address(),
                                new DriverInformation(Optional.of(present.uuid()), false)));
        var information = function.isNvidias() ? information(function) : DriverInformation.NONE;
        return new BusGpu(
                function,
                GpuState.of(
                        function,
                        handles.map(Map::keySet),
                        known.isReleased(function.address()),
                        information.isExcluded()),
                information.uuid(),
                handle.map(present -> OptionalInt.of(present.index())).orElse(OptionalInt.empty()));
    }

    /** Asked of the driver until it knows, and never of a GPU that sleeps. */
    private DriverInformation information(PciFunction function) {
        var before = told.getOrDefault(function.address(), DriverInformation.NONE);
        var folder = PciBus.DEVICES + "/" + function.address();
        if (before.uuid().isPresent() || PciPower.read(sys, folder).sleep().isPresent()) {
            return before;
        }
        try {
            var now = DriverInformation.read(proc, function.address());
            told.put(function.address(), now);
            return now;
        } catch (IOException _) {
            // The file is there and refuses: the library, where there is one, tells the same.
            return before;
        }
    }
}
