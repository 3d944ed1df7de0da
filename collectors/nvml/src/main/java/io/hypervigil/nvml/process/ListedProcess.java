package io.hypervigil.nvml.process;

import io.hypervigil.nvml.jna.NvmlProcesses.Kind;
import io.hypervigil.nvml.jna.NvmlProcesses.nvmlProcessInfo_t;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process as the driver lists it, of all lists together.
 *
 * @param gpuInstance where it runs in a GPU divided by MIG
 * @param type the lists that it is in: {@code compute}, {@code compute+graphics}
 * @param memoryBytes as the driver says; each list that a process is in tells all of it, so that
 *     the most is taken and not the sum
 */
record ListedProcess(long pid, OptionalInt gpuInstance, String type, OptionalLong memoryBytes) {

    private record Place(long pid, OptionalInt gpuInstance) {}

    /** Merges the lists by process and GPU instance, in the order of their first appearance. */
    static List<ListedProcess> merged(Map<Kind, List<nvmlProcessInfo_t>> lists) {
        var kinds = new LinkedHashMap<Place, EnumSet<Kind>>();
        var memory = new LinkedHashMap<Place, Long>();
        lists.forEach(
                (kind, list) -> {
                    for (nvmlProcessInfo_t info : list) {
                        kinds.computeIfAbsent(place(info), _ -> EnumSet.noneOf(Kind.class))
                                .add(kind);
                    }
                    memoryOf(list).forEach((place, bytes) -> memory.merge(place, bytes, Long::max));
                });
        var merged = new ArrayList<ListedProcess>(kinds.size());
        kinds.forEach(
                (place, in) ->
                        merged.add(
                                new ListedProcess(
                                        place.pid,
                                        place.gpuInstance,
                                        type(in),
                                        optional(memory.get(place)))));
        return merged;
    }

    /** The name of a set of lists. */
    static String type(Collection<Kind> kinds) {
        return kinds.stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("+"));
    }

    /** Within one list, what a process has in each compute instance of a GPU instance adds up. */
    private static Map<Place, Long> memoryOf(List<nvmlProcessInfo_t> list) {
        var memory = new LinkedHashMap<Place, Long>();
        for (nvmlProcessInfo_t info : list) {
            info.usedGpuMemory().ifPresent(bytes -> memory.merge(place(info), bytes, Long::sum));
        }
        return memory;
    }

    private static Place place(nvmlProcessInfo_t info) {
        return new Place(info.pid(), info.gpuInstanceId());
    }

    private static OptionalLong optional(@Nullable Long bytes) {
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
