package io.hypervigil.containers.gpurequest;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Fact.GpuPart;
import io.hypervigil.collect.FactBoard;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The instances of the divided GPUs of this host, by all that they are called:
 *
 * <pre>
 * MIG-4f5c2d…         since driver 470
 * MIG-GPU-7f3c…/1/0   before; GPU instance 1, compute instance 0
 * 0:1                 the second of the GPU that the driver numbers 0
 * </pre>
 *
 * @param gpus all of the host
 * @param parts in the order in which the driver tells them
 */
public record GpuParts(List<Fact.Gpu> gpus, List<GpuPart> parts) {

    private static final Pattern OLD = Pattern.compile("MIG-(GPU-[^/]+)/([0-9]{1,4})/([0-9]{1,4})");

    /** Keeps what it was given from changing. */
    public GpuParts {
        gpus = List.copyOf(gpus);
        parts = List.copyOf(parts);
    }

    /** Those that are known now; none where no collector tells of any. */
    public static GpuParts of(FactBoard facts) {
        return new GpuParts(facts.facts(Fact.Gpu.class), facts.facts(GpuPart.class));
    }

    /** The one of a UUID of either form. */
    public Optional<GpuPart> named(String uuid) {
        var old = OLD.matcher(uuid);
        if (!old.matches()) {
            return first(part -> part.uuid().equals(uuid));
        }
        int gpuInstance = Integer.parseInt(old.group(2));
        int computeInstance = Integer.parseInt(old.group(3));
        return first(
                part ->
                        part.uuid().equals(uuid)
                                || (part.gpuUuid().equals(old.group(1))
                                        && part.gpuInstance() == gpuInstance
                                        && part.computeInstance() == computeInstance));
    }

    /** The one at a place of the GPU of a number. */
    public Optional<GpuPart> at(int gpu, int index) {
        var uuid = gpuAt(gpu);
        return first(part -> uuid.equals(Optional.of(part.gpuUuid())) && part.index() == index);
    }

    /** All of a GPU. */
    public List<GpuPart> of(String gpuUuid) {
        return parts.stream().filter(part -> part.gpuUuid().equals(gpuUuid)).toList();
    }

    private Optional<String> gpuAt(int index) {
        return gpus.stream()
                .filter(gpu -> gpu.index().isPresent() && gpu.index().getAsInt() == index)
                .flatMap(gpu -> gpu.uuid().stream())
                .findFirst();
    }

    private Optional<GpuPart> first(Predicate<GpuPart> isMeant) {
        return parts.stream().filter(isMeant).findFirst();
    }
}
