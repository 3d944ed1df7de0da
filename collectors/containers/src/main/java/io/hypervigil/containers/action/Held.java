package io.hypervigil.containers.action;

import io.hypervigil.containers.gpurequest.GpuWords;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.json.Json;
import io.hypervigil.containers.launch.LaunchPlan;
import io.hypervigil.containers.launch.PublishedPort;
import io.hypervigil.containers.quota.Amounts;
import io.hypervigil.containers.quota.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a container has, as its runtime tells it this moment.
 *
 * @param holding what counts on quotas, but for GPUs that no number can be told of
 * @param gpus that it was given, in the words it was asked with
 * @param ports of the host that lead to it
 */
record Held(
        String id,
        String name,
        Container.State state,
        Holding holding,
        List<GpuRequest> gpus,
        List<PublishedPort> ports) {

    private static final Pattern CONTAINER_PORT = Pattern.compile("([0-9]{1,5})/(tcp|udp)");
    private static final Pattern HOST_PORT = Pattern.compile("[0-9]{1,5}");
    private static final long NANOS = 1_000_000_000;

    static Held of(Json json) {
        var inspected = new Inspected(json);
        var labels = json.at("Config", "Labels").textsByKey();
        var gpus = gpus(json, labels);
        var amounts =
                new Amounts(
                        nanoCpus(json.at("HostConfig")),
                        Math.max(0, json.at("HostConfig", "Memory").whole().orElse(0)),
                        gpus.size());
        return new Held(
                inspected.id(),
                inspected.name(),
                inspected.state(),
                new Holding(Optional.ofNullable(labels.get(LaunchPlan.OWNER_LABEL)), amounts),
                gpus,
                ports(json.at("HostConfig", "PortBindings")));
    }

    /** {@code {"80/tcp": [{"HostIp": "", "HostPort": "8080"}]}}. */
    private static List<PublishedPort> ports(Json bindings) {
        var ports = new ArrayList<PublishedPort>();
        for (String key : bindings.keys()) {
            var parts = CONTAINER_PORT.matcher(key);
            if (parts.matches()) {
                int port = Integer.parseInt(parts.group(1));
                for (Json binding : bindings.at(key).items()) {
                    hostPort(binding)
                            .flatMap(
                                    host ->
                                            PublishedPort.of(
                                                    binding.at("HostIp").textOrEmpty(),
                                                    host,
                                                    port,
                                                    parts.group(2)))
                            .ifPresent(ports::add);
                }
            }
        }
        return ports;
    }

    /** None where the runtime is to choose one. */
    private static Optional<Integer> hostPort(Json binding) {
        return binding.at("HostPort")
                .text()
                .filter(text -> HOST_PORT.matcher(text).matches())
                .map(Integer::valueOf);
    }

    /** Whether it has its GPUs: it runs, or was made to be started. */
    boolean isActive() {
        return switch (state) {
            case CREATED, RUNNING, PAUSED, RESTARTING, UNKNOWN -> true;
            case REMOVING, EXITED, DEAD -> false;
        };
    }

    /** The same on quotas, with the number of GPUs that this host knows. */
    Holding counted(int gpusOfHost) {
        long count = 0;
        for (GpuRequest request : gpus) {
            count +=
                    switch (request) {
                        case GpuRequest.All() -> gpusOfHost;
                        case GpuRequest.Count(int number) -> number;
                        case GpuRequest.Uuid _,
                                GpuRequest.Index _,
                                GpuRequest.MigIndex _,
                                GpuRequest.CdiName _,
                                GpuRequest.DeviceFile _ ->
                                1;
                    };
        }
        var amounts = holding.amounts();
        return new Holding(
                holding.owner(), new Amounts(amounts.nanoCpus(), amounts.memoryBytes(), count));
    }

    /** As NVIDIA's tools write them. */
    List<String> gpuTexts() {
        return gpus.stream()
                .map(
                        request ->
                                switch (request) {
                                    case GpuRequest.All() -> "all";
                                    case GpuRequest.Count(int number) -> "count " + number;
                                    case GpuRequest.Uuid(var uuid) -> uuid;
                                    case GpuRequest.Index(int index) -> Integer.toString(index);
                                    case GpuRequest.MigIndex(int gpu, int part) -> gpu + ":" + part;
                                    case GpuRequest.CdiName(var name) -> name;
                                    case GpuRequest.DeviceFile(var path) -> path;
                                })
                .toList();
    }

    /** A share of the processors is a quota of each period; Podman tells it so too. */
    private static long nanoCpus(Json host) {
        long nanos = host.at("NanoCpus").whole().orElse(0);
        long quota = host.at("CpuQuota").whole().orElse(0);
        long period = host.at("CpuPeriod").whole().orElse(0);
        if (nanos > 0) {
            return nanos;
        }
        return quota > 0 && period > 0 ? Math.round((double) quota / (double) period * NANOS) : 0;
    }

    private static List<GpuRequest> gpus(Json json, Map<String, String> labels) {
        var words = new GpuWords();
        if (labels.containsKey(GpuWords.LABEL)) {
            return words.labels(labels).found();
        }
        var host = json.at("HostConfig");
        words.deviceRequests(host.at("DeviceRequests"));
        words.annotations(host.at("Annotations").textsByKey());
        words.commandLine(json.at("Config", "CreateCommand").texts());
        // Docker's word for it, and Podman's.
        if (host.at("Runtime").textOrEmpty().startsWith("nvidia")
                || json.at("OCIRuntime").textOrEmpty().contains("nvidia")) {
            words.environment(json.at("Config", "Env").texts());
        }
        words.deviceFiles(host.at("Devices"));
        return words.found();
    }
}
