package io.hypervigil.containers.docker;

import io.hypervigil.containers.gpurequest.GpuWords;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.json.Json;
import java.util.List;
import java.util.Optional;

/** One container as {@code GET /containers/ID/json} says it. */
final class DockerContainer {

    static final String RUNTIME = "docker";

    private DockerContainer() {}

    static Container parse(Json json, Optional<String> user) {
        var inspected = new Inspected(json);
        return new Container(
                RUNTIME,
                user,
                inspected.id(),
                inspected.name(),
                Inspected.cut(
                        json.at("Config", "Image")
                                .text()
                                .orElseGet(() -> json.at("Image").textOrEmpty())),
                inspected.state(),
                inspected.pid(),
                inspected.exitCode(),
                Optional.of(inspected.health()),
                inspected.restarts(),
                inspected.times(),
                // It does not say; who looks for the id finds it, with either driver of cgroups.
                Optional.empty(),
                inspected.ownNetwork(),
                inspected.labels(),
                Optional.empty(),
                gpus(json),
                inspected.oomKills());
    }

    private static List<GpuRequest> gpus(Json json) {
        var words = new GpuWords();
        words.deviceRequests(json.at("HostConfig", "DeviceRequests"));
        words.annotations(json.at("HostConfig", "Annotations").textsByKey());
        if (json.at("HostConfig", "Runtime").textOrEmpty().startsWith("nvidia")) {
            words.environment(json.at("Config", "Env").texts());
        }
        words.deviceFiles(json.at("HostConfig", "Devices"));
        return words.found();
    }
}
