package io.hypervigil.containers.launch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.containers.launch.Permission.Kind;
import java.util.List;
import java.util.TreeMap;

/**
 * The body of Podman's {@code POST /libpod/containers/create} (libpod API 4, SpecGenerator). Its
 * Docker-like twin takes CDI devices since 5.4 only, this one since 4.1:
 *
 * <pre>
 * "devices": [{"path":"nvidia.com/gpu=0"}]
 * </pre>
 */
public final class PodmanRequest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Microseconds, the kernel's own period. */
    private static final long CPU_PERIOD = 100_000;

    private static final long NANOS = 1_000_000_000;

    private final LaunchPlan plan;
    private final List<String> gpus;

    /**
     * @param gpus names of CDI devices
     */
    public PodmanRequest(LaunchPlan plan, List<String> gpus) {
        this.plan = plan;
        this.gpus = List.copyOf(gpus);
    }

    /**
     * The JSON document.
     *
     * @param isShown whether it is for people, who see no values of variables
     */
    public String body(boolean isShown) {
        var body = JSON.objectNode();
        body.put("name", plan.name());
        body.put("image", plan.image().given());
        if (!plan.command().isEmpty()) {
            body.set("command", texts(plan.command()));
        }
        var variables = body.putObject("env");
        plan.environment().values(isShown).forEach(variables::put);
        plan.user().ifPresent(user -> body.put("user", user));
        var labels = body.putObject("labels");
        new TreeMap<>(plan.labels()).forEach(labels::put);
        network(body);
        ports(body);
        body.put("restart_policy", plan.restart().text());
        body.put("remove", plan.isRemovedAfter());
        limits(body);
        if (!plan.mounts().isEmpty()) {
            var mounts = body.putArray("mounts");
            plan.mounts().forEach(mount -> mounts.add(mount(mount)));
        }
        permissions(body);
        devices(body);
        return body.toString();
    }

    private void network(ObjectNode body) {
        switch (plan.network()) {
            case "none", "host", "bridge" -> body.putObject("netns").put("nsmode", plan.network());
            default -> {
                body.putObject("netns").put("nsmode", "bridge");
                body.putObject("networks").putObject(plan.network());
            }
        }
    }

    private void ports(ObjectNode body) {
        if (!plan.ports().isEmpty()) {
            var mappings = body.putArray("portmappings");
            for (PublishedPort port : plan.ports()) {
                var mapping = mappings.addObject();
                port.address().ifPresent(address -> mapping.put("host_ip", address));
                mapping.put("host_port", port.hostPort());
                mapping.put("container_port", port.containerPort());
                mapping.put("protocol", port.protocol());
            }
        }
    }

    private void limits(ObjectNode body) {
        long memory = plan.limits().memoryBytes();
        long nanoCpus = plan.limits().nanoCpus();
        if (memory == 0 && nanoCpus == 0) {
            return;
        }
        var limits = body.putObject("resource_limits");
        if (memory > 0) {
            // As much with swap as without: none of it is swapped beyond the limit.
            limits.putObject("memory").put("limit", memory).put("swap", memory);
        }
        if (nanoCpus > 0) {
            limits.putObject("cpu")
                    .put("quota", Math.max(1000, nanoCpus / (NANOS / CPU_PERIOD)))
                    .put("period", CPU_PERIOD);
        }
    }

    private static ObjectNode mount(HostMount mount) {
        var json = JSON.objectNode();
        json.put("type", "bind");
        json.put("source", mount.source());
        json.put("destination", mount.target());
        var options = json.putArray("options").add("rprivate");
        if (mount.isWritable()) {
            options.add("rbind").add("rw");
        } else {
            // What is mounted below would stay writable: it is left out.
            options.add("bind").add("ro");
        }
        return json;
    }

    private void permissions(ObjectNode body) {
        var granted = plan.permissions();
        if (Permission.has(granted, Kind.PRIVILEGED)) {
            body.put("privileged", true);
        }
        namespace(body, "pidns", Kind.PID);
        namespace(body, "ipcns", Kind.IPC);
        namespace(body, "utsns", Kind.UTS);
        var capabilities = Permission.values(granted, Kind.CAPABILITY);
        if (!capabilities.isEmpty()) {
            body.set("cap_add", texts(capabilities));
        }
    }

    private void namespace(ObjectNode body, String key, Kind kind) {
        if (Permission.has(plan.permissions(), kind)) {
            body.putObject(key).put("nsmode", "host");
        }
    }

    private void devices(ObjectNode body) {
        var paths = Permission.values(plan.permissions(), Kind.DEVICE);
        if (paths.isEmpty() && gpus.isEmpty()) {
            return;
        }
        var devices = body.putArray("devices");
        paths.forEach(path -> devices.addObject().put("path", path));
        gpus.forEach(name -> devices.addObject().put("path", name));
    }

    private static ArrayNode texts(List<String> texts) {
        var all = JSON.arrayNode();
        texts.forEach(all::add);
        return all;
    }
}
