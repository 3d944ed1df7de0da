package io.hypervigil.containers.launch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.containers.launch.Permission.Kind;
import java.util.List;
import java.util.TreeMap;

/**
 * The body of Docker's {@code POST /containers/create} (Docker Engine API 1.40 and later).
 *
 * <pre>
 * "HostConfig": {"DeviceRequests": [{"Driver":"cdi","DeviceIDs":["nvidia.com/gpu=0"]}]}
 * "HostConfig": {"DeviceRequests": [{"Driver":"nvidia","DeviceIDs":["GPU-…"],"Capabilities":[["gpu"]]}]}
 * </pre>
 */
public final class DockerRequest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Since 1.44 read-only mounts are so with all that is mounted below them. */
    private static final String RECURSIVELY_READ_ONLY = "1.44";

    private final LaunchPlan plan;
    private final GpuForm gpus;
    private final boolean isReadOnlyBelow;

    /**
     * @param apiVersion that the engine is spoken to in
     */
    public DockerRequest(LaunchPlan plan, GpuForm gpus, String apiVersion) {
        this.plan = plan;
        this.gpus = gpus;
        this.isReadOnlyBelow = apiVersion.compareTo(RECURSIVELY_READ_ONLY) >= 0;
    }

    /**
     * The JSON document.
     *
     * @param isShown whether it is for people, who see no values of variables
     */
    public String body(boolean isShown) {
        var body = JSON.objectNode();
        body.put("Image", plan.image().given());
        if (!plan.command().isEmpty()) {
            body.set("Cmd", texts(plan.command()));
        }
        var variables = body.putArray("Env");
        plan.environment()
                .values(isShown)
                .forEach((name, value) -> variables.add(name + "=" + value));
        plan.user().ifPresent(user -> body.put("User", user));
        if (!plan.ports().isEmpty()) {
            var exposed = body.putObject("ExposedPorts");
            plan.ports().forEach(port -> exposed.putObject(port.inContainer()));
        }
        var labels = body.putObject("Labels");
        new TreeMap<>(plan.labels()).forEach(labels::put);
        body.set("HostConfig", host());
        return body.toString();
    }

    private ObjectNode host() {
        var host = JSON.objectNode();
        host.put("NetworkMode", plan.network());
        ports(host);
        host.putObject("RestartPolicy").put("Name", plan.restart().text());
        host.put("AutoRemove", plan.isRemovedAfter());
        if (plan.limits().memoryBytes() > 0) {
            host.put("Memory", plan.limits().memoryBytes());
            // As much as memory: none of it is swapped beyond the limit.
            host.put("MemorySwap", plan.limits().memoryBytes());
        }
        if (plan.limits().nanoCpus() > 0) {
            host.put("NanoCpus", plan.limits().nanoCpus());
        }
        if (!plan.mounts().isEmpty()) {
            var mounts = host.putArray("Mounts");
            plan.mounts().forEach(mount -> mounts.add(mount(mount)));
        }
        permissions(host);
        gpus(host);
        return host;
    }

    private void ports(ObjectNode host) {
        if (!plan.ports().isEmpty()) {
            var bindings = host.putObject("PortBindings");
            for (PublishedPort port : plan.ports()) {
                bindings.withArray(port.inContainer())
                        .addObject()
                        .put("HostIp", port.address().orElse(""))
                        .put("HostPort", Integer.toString(port.hostPort()));
            }
        }
    }

    private ObjectNode mount(HostMount mount) {
        var json = JSON.objectNode();
        json.put("Type", "bind");
        json.put("Source", mount.source());
        json.put("Target", mount.target());
        json.put("ReadOnly", !mount.isWritable());
        var options = json.putObject("BindOptions").put("Propagation", "rprivate");
        if (!mount.isWritable() && !isReadOnlyBelow) {
            // What is mounted below would stay writable: it is left out.
            options.put("NonRecursive", true);
        }
        return json;
    }

    private void permissions(ObjectNode host) {
        var granted = plan.permissions();
        if (Permission.has(granted, Kind.PRIVILEGED)) {
            host.put("Privileged", true);
        }
        if (Permission.has(granted, Kind.PID)) {
            host.put("PidMode", "host");
        }
        if (Permission.has(granted, Kind.IPC)) {
            host.put("IpcMode", "host");
        }
        if (Permission.has(granted, Kind.UTS)) {
            host.put("UTSMode", "host");
        }
        var capabilities = Permission.values(granted, Kind.CAPABILITY);
        if (!capabilities.isEmpty()) {
            host.set("CapAdd", texts(capabilities));
        }
        var devices = Permission.values(granted, Kind.DEVICE);
        if (!devices.isEmpty()) {
            var all = host.putArray("Devices");
            for (String device : devices) {
                all.addObject()
                        .put("PathOnHost", device)
                        .put("PathInContainer", device)
                        .put("CgroupPermissions", "rwm");
            }
        }
    }

    private void gpus(ObjectNode host) {
        switch (gpus) {
            case GpuForm.None() -> {}
            case GpuForm.Cdi(var devices) ->
                    request(host).put("Driver", "cdi").set("DeviceIDs", texts(devices));
            case GpuForm.Legacy(var ids) -> {
                var request = request(host).put("Driver", "nvidia");
                if (ids.isEmpty()) {
                    request.put("Count", -1);
                } else {
                    request.set("DeviceIDs", texts(ids));
                }
                request.putArray("Capabilities").addArray().add("gpu");
            }
        }
    }

    private static ObjectNode request(ObjectNode host) {
        return host.putArray("DeviceRequests").addObject();
    }

    private static ArrayNode texts(List<String> texts) {
        var all = JSON.arrayNode();
        texts.forEach(all::add);
        return all;
    }
}
