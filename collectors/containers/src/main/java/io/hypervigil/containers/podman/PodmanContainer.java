package io.hypervigil.containers.podman;

import io.hypervigil.containers.gpurequest.GpuWords;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.Pod;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One container as {@code GET /libpod/containers/ID/json} says it. */
final class PodmanContainer {

    private PodmanContainer() {}

    /**
     * @param podNames by id: a container says the id only
     */
    static Container parse(Json json, Optional<String> user, Map<String, String> podNames) {
        var inspected = new Inspected(json);
        return new Container(
                PodmanApi.RUNTIME,
                user,
                inspected.id(),
                inspected.name(),
                Inspected.cut(json.at("ImageName").textOrEmpty()),
                inspected.state(),
                inspected.pid(),
                inspected.exitCode(),
                Optional.of(inspected.health()),
                inspected.restarts(),
                inspected.times(),
                json.at("State", "CgroupPath").text(),
                inspected.ownNetwork(),
                inspected.labels(),
                json.at("Pod").text().map(id -> new Pod(id, podNames.getOrDefault(id, ""), "", "")),
                gpus(json),
                inspected.oomKills());
    }

    private static List<GpuRequest> gpus(Json json) {
        var words = new GpuWords();
        words.commandLine(json.at("Config", "CreateCommand").texts());
        words.annotations(json.at("Config", "Annotations").textsByKey());
        if (json.at("OCIRuntime").textOrEmpty().contains("nvidia")) {
            words.environment(json.at("Config", "Env").texts());
        }
        if (words.found().isEmpty()) {
            words.labels(json.at("Config", "Labels").textsByKey());
        }
        return words.deviceFiles(json.at("HostConfig", "Devices")).found();
    }
}
