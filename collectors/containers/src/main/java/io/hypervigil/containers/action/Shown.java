package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.Health;
import io.hypervigil.containers.json.Json;
import io.hypervigil.containers.launch.LaunchPlan;
import io.hypervigil.containers.launch.PublishedPort;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Containers as callers are told of them. Values of variables are never told. */
final class Shown {

    private Shown() {}

    /** Which one it is. */
    static Details identity(Target.Found found) {
        return new Details()
                .text("container", found.name())
                .text("id", found.id())
                .text("runtime", found.engine().address().name());
    }

    static String state(Container.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** One of a list. */
    static Value row(EngineAddress address, Engine.Row row) {
        return new Details()
                .text("container", row.name())
                .text("id", row.id())
                .text("runtime", address.name())
                .text("image", row.image())
                .text("state", state(row.state()))
                .text("owner", Optional.ofNullable(row.labels().get(LaunchPlan.OWNER_LABEL)))
                .asValue();
    }

    /** One of a runtime that can be told nothing. */
    static Details uncontrolled(Container container) {
        var details =
                new Details()
                        .text("container", container.name())
                        .text("id", container.id())
                        .text("runtime", container.runtime())
                        .text("image", container.image())
                        .text("state", state(container.state()))
                        .whole("pid", container.pid());
        times(details, container.times());
        container
                .pod()
                .ifPresent(
                        pod -> details.text("pod", pod.name()).text("namespace", pod.namespace()));
        return details;
    }

    /** All that is told of one. */
    static Details all(Target.Found found, Json json) {
        var inspected = new Inspected(json);
        var config = json.at("Config");
        var host = json.at("HostConfig");
        var details =
                identity(found)
                        .text("image", config.at("Image").textOrEmpty())
                        .text("state", state(inspected.state()))
                        .whole("pid", inspected.pid());
        inspected.exitCode().ifPresent(code -> details.whole("exit_code", code));
        if (inspected.health() != Health.NONE) {
            details.text("health", inspected.health().name().toLowerCase(Locale.ROOT));
        }
        details.whole("restarts", inspected.restarts());
        times(details, inspected.times());
        var held = Held.of(json);
        details.text("owner", held.holding().owner())
                .text("user", config.at("User").text())
                .texts("command", config.at("Cmd").texts())
                .texts("environment_names", names(config.at("Env").texts()))
                .text("network", host.at("NetworkMode").text())
                .texts("ports", held.ports().stream().map(PublishedPort::whole).toList())
                .text("restart_policy", host.at("RestartPolicy", "Name").text())
                .texts("mounts", mounts(json.at("Mounts")));
        limits(details, held);
        return details.texts("gpus", held.gpuTexts()).value("labels", labels(inspected.labels()));
    }

    private static void limits(Details details, Held held) {
        var amounts = held.holding().amounts();
        if (amounts.memoryBytes() > 0) {
            details.whole("memory_bytes", amounts.memoryBytes());
        }
        if (amounts.nanoCpus() > 0) {
            details.value(
                    "cpus",
                    new Value.Decimal(
                            BigDecimal.valueOf(amounts.nanoCpus(), 9).stripTrailingZeros()));
        }
    }

    private static void times(Details details, Container.Times times) {
        details.text("created", times.created().map(Instant::toString))
                .text("started", times.started().map(Instant::toString))
                .text("finished", times.finished().map(Instant::toString));
    }

    private static List<String> names(List<String> variables) {
        return variables.stream().map(line -> line.split("=", 2)[0]).toList();
    }

    private static List<String> mounts(Json mounts) {
        return mounts.items().stream()
                .map(
                        mount ->
                                mount.at("Source").textOrEmpty()
                                        + ":"
                                        + mount.at("Destination").textOrEmpty()
                                        + (mount.at("RW").isTrue() ? ":rw" : ":ro"))
                .toList();
    }

    private static Value labels(Map<String, String> labels) {
        var shown = new LinkedHashMap<String, Value>();
        labels.forEach((name, value) -> shown.put(name, new Value.Text(value)));
        // It was made of secrets too: who guesses them could hold their guess against it.
        shown.remove(LaunchPlan.DIGEST_LABEL);
        return new Value.Fields(shown);
    }
}
