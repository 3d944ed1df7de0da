package io.hypervigil.containers.gpurequest;

import io.hypervigil.containers.json.Json;

/**
 * Whether NVIDIA's tools have prepared a container, as its OCI configuration says: by a hook of
 * theirs, or by device files.
 */
public final class NvidiaHook {

    private NvidiaHook() {}

    /**
     * @param config of the OCI runtime specification, {@code config.json} of a bundle
     */
    public static boolean isIn(Json config) {
        return hasHook(config.at("hooks", "prestart"))
                || hasHook(config.at("hooks", "createRuntime"))
                || config.at("linux", "devices").items().stream()
                        .anyMatch(
                                device ->
                                        device.at("path").textOrEmpty().startsWith("/dev/nvidia"));
    }

    private static boolean hasHook(Json hooks) {
        return hooks.items().stream()
                .anyMatch(hook -> hook.at("path").textOrEmpty().contains("nvidia-c"));
    }
}
