package io.hypervigil.nvml.mig;

import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlDevice;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.jna.NvmlMig;
import io.hypervigil.nvml.jna.NvmlMig.nvmlDeviceAttributes_t;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A MIG device: a compute instance, and the GPU instance that it is in.
 *
 * @param device its own handle
 * @param index its place on the GPU, which other devices' coming and going may change
 * @param uuid {@code MIG-…}
 * @param gpuInstance the id of the GPU instance, unique on the GPU
 * @param computeInstance the id of the compute instance, unique in the GPU instance
 * @param profile {@code 1g.10gb}; "" where the driver does not say
 * @param attributes what it was given
 */
record MigDevice(
        NvmlDevice device,
        int index,
        String uuid,
        int gpuInstance,
        int computeInstance,
        String profile,
        Optional<nvmlDeviceAttributes_t> attributes) {

    private static final String BEFORE_PROFILE = " MIG ";

    /** As many as there are functions: they are asked in each round. */
    private static final Map<String, String> QUESTIONS = new ConcurrentHashMap<>();

    /** What never changes of a device; empty where the driver gives it no ids. */
    static Optional<MigDevice> of(Gpu gpu, NvmlDevice device, int index, String uuid) {
        var gpuInstance = id(gpu, device, NvmlMig.nvmlDeviceGetGpuInstanceId);
        var computeInstance = id(gpu, device, NvmlMig.nvmlDeviceGetComputeInstanceId);
        if (gpuInstance.isEmpty() || computeInstance.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new MigDevice(
                        device,
                        index,
                        uuid,
                        gpuInstance.get(),
                        computeInstance.get(),
                        profile(gpu, device),
                        gpu.ask(
                                question("nvmlDeviceGetAttributes_v2"),
                                () -> NvmlMig.nvmlDeviceGetAttributes_v2(gpu.calls(), device))));
    }

    /** The same, at another place. */
    MigDevice at(int place) {
        return place == index
                ? this
                : new MigDevice(
                        device, place, uuid, gpuInstance, computeInstance, profile, attributes);
    }

    /** What a MIG device refuses, the GPU need not, and the other way round. */
    static String question(String symbol) {
        return QUESTIONS.computeIfAbsent(symbol, name -> name + " of a MIG device");
    }

    private static Optional<Integer> id(Gpu gpu, NvmlDevice device, Getter getter) {
        return gpu.ask(question(getter.symbol()), () -> gpu.calls().number(device, getter))
                .filter(number -> !getter.isNone(number))
                .map(Long::intValue);
    }

    /** {@code NVIDIA H100 80GB HBM3 MIG 1g.10gb} ends with it. */
    private static String profile(Gpu gpu, NvmlDevice device) {
        var name =
                gpu.ask(
                                question(NvmlIdentity.nvmlDeviceGetName),
                                () -> gpu.calls().text(device, NvmlIdentity.nvmlDeviceGetName))
                        .orElse("");
        int at = name.lastIndexOf(BEFORE_PROFILE);
        return at < 0 ? "" : name.substring(at + BEFORE_PROFILE.length());
    }
}
