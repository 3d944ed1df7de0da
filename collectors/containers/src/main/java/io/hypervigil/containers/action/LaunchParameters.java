package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.containers.launch.RestartPolicy;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a new container can be asked to be. A table. */
final class LaunchParameters {

    private static final int MOST_WORDS = 256;
    private static final int MOST_CHARACTERS = 32 * 1024;
    private static final int MOST_GPUS = 64;
    private static final long LEAST_MEMORY = 6L << 20;
    private static final long MOST_MEMORY = 1L << 50;

    private static final Parameter.Type NAME_TEXT = new Parameter.Type.Text(128);

    static final Parameter NAME = Parameter.positional("name", NAME_TEXT, "How it shall be called");

    static final Parameter IMAGE =
            Parameter.positional(
                    "image",
                    new Parameter.Type.Text(512),
                    "What it is made from: [HOST/]NAME[:TAG]");

    static final Parameter PULL =
            Parameter.optional(
                    "pull", new Parameter.Type.Flag(), "pull the image where it is not here");

    static final Parameter COMMAND =
            Parameter.optional(
                    "command",
                    new Parameter.Type.ListOf(new Parameter.Type.Text(MOST_CHARACTERS), MOST_WORDS),
                    "what it runs, word by word, instead of the image's own");

    static final Parameter ENVIRONMENT =
            Parameter.optional(
                    "environment",
                    new Parameter.Type.ListOf(
                            new Parameter.Type.SecretText(MOST_CHARACTERS), MOST_WORDS),
                    "variables, NAME=VALUE each; values are never shown");

    static final Parameter MOUNTS =
            Parameter.optional(
                    "mounts",
                    new Parameter.Type.ListOf(new Parameter.Type.Text(8192), 64),
                    "files and folders of the host that are allowed: SOURCE:TARGET, :rw to write");

    static final Parameter NETWORK =
            Parameter.optional(
                    "network", NAME_TEXT, "none, bridge, or the name of one that is allowed");

    static final Parameter PORTS =
            Parameter.optional(
                    "ports",
                    new Parameter.Type.ListOf(NAME_TEXT, 64),
                    "ports of the host that lead to it, of those that are allowed: HOST:CONTAINER,"
                            + " ADDRESS:HOST:CONTAINER, /udp behind it");

    static final Parameter MEMORY =
            Parameter.optional(
                    "memory",
                    new Parameter.Type.Size(LEAST_MEMORY, MOST_MEMORY),
                    "as much as it may use");

    static final Parameter CPUS =
            Parameter.optional(
                    "cpus",
                    new Parameter.Type.Decimal(new BigDecimal("0.01"), new BigDecimal(4096)),
                    "as many processors as it may use, 0.5 say");

    static final Parameter RESTART =
            Parameter.optional(
                    "restart",
                    new Parameter.Type.Choice(RestartPolicy.texts()),
                    "when the runtime starts it again; no by default");

    static final Parameter REMOVE =
            Parameter.optional(
                    "remove", new Parameter.Type.Flag(), "remove it once it has ended by itself");

    static final Parameter USER =
            Parameter.optional("user", NAME_TEXT, "as whom it runs: USER, UID or UID:GID");

    static final Parameter LABELS =
            Parameter.optional("labels", new Parameter.Type.Pairs(64), "its labels");

    static final Parameter OWNER =
            Parameter.optional(
                    "owner", NAME_TEXT, "whose quota it counts on; who asks if not said");

    static final Parameter PERMISSIONS =
            Parameter.optional(
                    "permissions",
                    new Parameter.Type.ListOf(NAME_TEXT, 32),
                    "what lets it out of its box, where it is allowed: privileged, pid=host,"
                            + " capability=NAME, device=/dev/NAME");

    static final Parameter GPUS =
            Parameter.optional(
                    "gpus",
                    new Parameter.Type.ListOf(NAME_TEXT, MOST_GPUS),
                    "all, or UUIDs, indices and parts such as 0:1");

    static final Parameter GPU_COUNT =
            Parameter.optional(
                    "gpu_count",
                    new Parameter.Type.Whole(1, MOST_GPUS),
                    "so many GPUs that are free, instead");

    static final Parameter GPU_MIG =
            Parameter.optional(
                    "gpu_mig",
                    NAME_TEXT,
                    "free MIG instances of this profile, 1g.10gb say, instead; gpu_count of them,"
                            + " or one");

    static final Parameter GPU_POLICY =
            Parameter.optional(
                    "gpu_policy",
                    new Parameter.Type.Choice(List.of("pack", "spread", "nvlink")),
                    "which of the free ones");

    static final Parameter SHARE =
            Parameter.optional(
                    "share",
                    new Parameter.Type.Flag(),
                    "take GPUs that others have too, where that is allowed");

    static final Parameter GPU_PROFILE =
            Parameter.optional(
                    "gpu_profile", NAME_TEXT, "a profile that its GPUs get before it starts");

    private LaunchParameters() {}

    static Parameter[] all() {
        return new Parameter[] {
            NAME,
            IMAGE,
            PULL,
            COMMAND,
            ENVIRONMENT,
            MOUNTS,
            NETWORK,
            PORTS,
            MEMORY,
            CPUS,
            RESTART,
            REMOVE,
            USER,
            LABELS,
            OWNER,
            PERMISSIONS,
            GPUS,
            GPU_COUNT,
            GPU_MIG,
            GPU_POLICY,
            SHARE,
            GPU_PROFILE,
            Target.RUNTIME
        };
    }

    /** Whether what others have may be taken too; refused where it is asked for in vain. */
    static boolean isSharing(ContainerControl control, ActionCall call) throws ActionFailure {
        boolean isAsked = call.isSet(SHARE.name());
        if (isAsked && !control.settings().gpuSharing()) {
            throw Refusal.of(
                    Kind.NOT_PERMITTED,
                    "share: GPUs are not shared on this host",
                    "an administrator of the host can set"
                            + " collectors.containers.actions.gpu_sharing");
        }
        return isAsked;
    }

    static Map<String, String> pairs(ActionCall call, Parameter parameter) {
        var pairs = new LinkedHashMap<String, String>();
        if (call.parameters().get(parameter.name()) instanceof Value.Fields(var fields)) {
            fields.forEach(
                    (name, value) -> {
                        if (value instanceof Value.Text(var text)) {
                            pairs.put(name, text);
                        }
                    });
        }
        return pairs;
    }
}
