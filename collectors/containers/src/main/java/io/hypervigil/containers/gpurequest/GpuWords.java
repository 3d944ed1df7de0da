package io.hypervigil.containers.gpurequest;

import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the words mean in which a container was given GPUs: Docker's device requests, names of the
 * container device interface (CDI), NVIDIA's environment variable, and device files.
 *
 * <pre>
 * {"Driver":"nvidia","Count":-1,"Capabilities":[["gpu"]]}          All
 * {"Driver":"","DeviceIDs":["0","GPU-7f3c…"],…}                    Index 0, Uuid
 * {"Driver":"cdi","DeviceIDs":["nvidia.com/gpu=0:1"]}              MigIndex 0, 1
 * {"PathOnHost":"/dev/nvidia0",…}                                  DeviceFile /dev/nvidia0
 * NVIDIA_VISIBLE_DEVICES=all                                       All
 * </pre>
 *
 * <p>The variable alone means nothing: images set it, and without NVIDIA's runtime or hook nobody
 * reads it. The caller knows whether there is one.
 */
public final class GpuWords {

    /**
     * The label under which our launches keep the GPUs they gave, in the words of NVIDIA's
     * variable: Podman forgets the names of CDI devices that its API was told.
     */
    public static final String LABEL = "hypervigil.gpus";

    private static final String VARIABLE = "NVIDIA_VISIBLE_DEVICES=";
    private static final String CDI_ANNOTATION = "cdi.k8s.io/";

    private static final Pattern CDI =
            Pattern.compile(
                    "([A-Za-z0-9._-]{1,253}/[A-Za-z0-9._-]{1,63})=([A-Za-z0-9:._-]{1,253})");
    private static final Pattern GPU_CLASS = Pattern.compile(".*/(?:gpu|mig|vgpu)");

    /** The container toolkit's own, and the Kubernetes device plugin's below it. */
    private static final Pattern NVIDIA = Pattern.compile("(?:[a-z0-9.-]+\\.)?nvidia\\.com/gpu");

    private static final Pattern UUID = Pattern.compile("(?:GPU|MIG)-[0-9A-Za-z/-]{1,128}");
    private static final Pattern INDEX = Pattern.compile("(?:gpu)?([0-9]{1,4})");
    private static final Pattern MIG_INDEX = Pattern.compile("(?:mig)?([0-9]{1,4}):([0-9]{1,4})");

    private static final Pattern DEVICE_FILE = Pattern.compile("/dev/nvidia[0-9]{1,4}");

    /** More are no request but a mistake. */
    private static final int MAX_REQUESTS = 256;

    private final Set<GpuRequest> found = new LinkedHashSet<>();

    /** What was found, each once. */
    public List<GpuRequest> found() {
        return List.copyOf(found);
    }

    /** Docker's {@code HostConfig.DeviceRequests}. */
    public GpuWords deviceRequests(Json requests) {
        for (Json request : requests.items()) {
            if (request.at("Driver").textOrEmpty().equals("cdi")) {
                request.at("DeviceIDs").texts().forEach(this::cdi);
            } else if (asksForGpus(request)) {
                legacy(request);
            }
        }
        return this;
    }

    private static boolean asksForGpus(Json request) {
        return request.at("Driver").textOrEmpty().equals("nvidia")
                || request.at("Capabilities").items().stream()
                        .anyMatch(all -> all.texts().contains("gpu"));
    }

    private void legacy(Json request) {
        var names = request.at("DeviceIDs").texts();
        names.forEach(this::device);
        long count = request.at("Count").whole().orElse(0);
        if (names.isEmpty() && count < 0) {
            add(new GpuRequest.All());
        } else if (names.isEmpty() && count > 0) {
            add(new GpuRequest.Count((int) Math.min(count, Integer.MAX_VALUE)));
        }
    }

    /** The environment of a container that NVIDIA's runtime or hook was set before. */
    public GpuWords environment(List<String> variables) {
        for (String variable : variables) {
            if (variable.startsWith(VARIABLE)) {
                devices(variable.substring(VARIABLE.length()));
            }
        }
        return this;
    }

    /** The labels of a container: what {@link #LABEL} says. */
    public GpuWords labels(Map<String, String> labels) {
        devices(labels.getOrDefault(LABEL, ""));
        return this;
    }

    /** Annotations through which Kubernetes hands on CDI devices, {@code cdi.k8s.io/…}. */
    public GpuWords annotations(Map<String, String> annotations) {
        annotations.forEach(
                (key, value) -> {
                    if (key.startsWith(CDI_ANNOTATION)) {
                        for (String name : value.split(",", -1)) {
                            cdi(name.strip());
                        }
                    }
                });
        return this;
    }

    /**
     * A command line that made the container, as Podman keeps it: {@code --device} and its name.
     */
    public GpuWords commandLine(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.startsWith("--device=")) {
                cdi(word.substring("--device=".length()));
            } else if (word.equals("--device") && i + 1 < words.size()) {
                cdi(words.get(i + 1));
            }
        }
        return this;
    }

    /**
     * Docker's {@code HostConfig.Devices}, where nothing else was found: what gives GPUs by names
     * may give their files too.
     */
    public GpuWords deviceFiles(Json devices) {
        if (found.isEmpty()) {
            for (Json device : devices.items()) {
                var file = device.at("PathOnHost").textOrEmpty();
                if (DEVICE_FILE.matcher(file).matches()) {
                    add(new GpuRequest.DeviceFile(file));
                }
            }
        }
        return this;
    }

    /** A name of the CDI; one that is of no GPU is passed over. */
    public GpuWords cdi(String name) {
        var parts = CDI.matcher(name);
        if (!parts.matches() || !GPU_CLASS.matcher(parts.group(1)).matches()) {
            return this;
        }
        boolean isNvidia = NVIDIA.matcher(parts.group(1)).matches();
        add(
                (isNvidia ? request(parts.group(2)) : Optional.<GpuRequest>empty())
                        .orElseGet(() -> new GpuRequest.CdiName(name)));
        return this;
    }

    private void devices(String names) {
        for (String name : names.split(",", -1)) {
            device(name.strip());
        }
    }

    private void device(String name) {
        var cdi = CDI.matcher(name);
        if (cdi.matches()) {
            cdi(name);
        } else {
            request(name).ifPresent(this::add);
        }
    }

    /** The words that NVIDIA's tools share; {@code void} and {@code none} ask for nothing. */
    private static Optional<GpuRequest> request(String name) {
        if (name.equals("all")) {
            return Optional.of(new GpuRequest.All());
        }
        if (UUID.matcher(name).matches()) {
            return Optional.of(new GpuRequest.Uuid(name));
        }
        var index = INDEX.matcher(name);
        if (index.matches()) {
            return Optional.of(new GpuRequest.Index(Integer.parseInt(index.group(1))));
        }
        var mig = MIG_INDEX.matcher(name);
        return mig.matches()
                ? Optional.of(
                        new GpuRequest.MigIndex(
                                Integer.parseInt(mig.group(1)), Integer.parseInt(mig.group(2))))
                : Optional.empty();
    }

    private void add(GpuRequest request) {
        if (found.size() < MAX_REQUESTS) {
            found.add(request);
        }
    }
}
