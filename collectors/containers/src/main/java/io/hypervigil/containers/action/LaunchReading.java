package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.quota.Resource;
import io.hypervigil.containers.allocation.GpuPolicy;
import io.hypervigil.containers.allocation.GpuWish;
import io.hypervigil.containers.launch.Environment;
import io.hypervigil.containers.launch.HostMount;
import io.hypervigil.containers.launch.ImageName;
import io.hypervigil.containers.launch.LaunchPlan;
import io.hypervigil.containers.launch.MountRules;
import io.hypervigil.containers.launch.Permission;
import io.hypervigil.containers.launch.PortRules;
import io.hypervigil.containers.launch.PublishedPort;
import io.hypervigil.containers.launch.RestartPolicy;
import io.hypervigil.containers.quota.Amounts;
import io.hypervigil.containers.quota.QuotaLimits;
import io.hypervigil.containers.quota.Resources;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what a caller wants launched, and refuses what is not allowed. Nothing is asked of a
 * runtime.
 */
final class LaunchReading {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}");
    private static final Pattern OWNER = Pattern.compile("[^\\p{Cntrl}]{1,128}");
    private static final Pattern USER =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,31})?");
    private static final String NO_NETWORK = "none";

    private final ContainerControl control;
    private final ActionCall call;

    LaunchReading(ContainerControl control, ActionCall call) {
        this.control = control;
        this.call = call;
    }

    /** Whose quota it counts on. */
    String owner() throws ActionFailure {
        var owner = call.text(LaunchParameters.OWNER.name()).orElseGet(call::caller);
        return matching("owner", owner, OWNER, "a name without control characters");
    }

    LaunchPlan plan() throws ActionFailure {
        var image = ImageName.parse(call.text(LaunchParameters.IMAGE.name()).orElse(""));
        var permissions =
                Permission.granted(
                        call.texts(LaunchParameters.PERMISSIONS.name()),
                        control.settings().permissions());
        var network = network(permissions);
        return new LaunchPlan(
                name(),
                image,
                call.texts(LaunchParameters.COMMAND.name()),
                Environment.parse(call.texts(LaunchParameters.ENVIRONMENT.name())),
                mounts(),
                network,
                ports(network),
                limits(owner()),
                restart(),
                call.isSet(LaunchParameters.REMOVE.name()),
                user(),
                labels(owner()),
                permissions);
    }

    /** The GPUs that it asks for. */
    GpuWish gpus() throws ActionFailure {
        var policy =
                call.text(LaunchParameters.GPU_POLICY.name())
                        .map(text -> GpuPolicy.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(control.settings().gpuPolicy());
        var names = call.texts(LaunchParameters.GPUS.name());
        var count = call.whole(LaunchParameters.GPU_COUNT.name());
        var profile = call.text(LaunchParameters.GPU_MIG.name());
        boolean isSharing = LaunchParameters.isSharing(control, call);
        if (profile.isPresent() && !names.isEmpty()) {
            throw Refusal.of(Kind.INVALID, "gpu_mig: not beside gpus", "leave one of them out");
        }
        return profile.isPresent()
                ? GpuWish.ofInstances(
                        profile.get(), (int) (long) count.orElse(1L), policy, isSharing)
                : GpuWish.of(names, (int) (long) count.orElse(0L), policy, isSharing);
    }

    private String name() throws ActionFailure {
        return matching(
                "name",
                call.text(LaunchParameters.NAME.name()).orElse(""),
                NAME,
                "2 letters or more: letters, digits, '_', '.', '-', not one of these first");
    }

    private Optional<String> user() throws ActionFailure {
        var user = call.text(LaunchParameters.USER.name());
        return user.isEmpty()
                ? user
                : Optional.of(matching("user", user.get(), USER, "USER, UID or UID:GID"));
    }

    private static String matching(String parameter, String text, Pattern form, String expected)
            throws ActionFailure {
        if (!form.matcher(text).matches()) {
            throw Refusal.of(Kind.INVALID, parameter + ": '" + text + "'", "expected: " + expected);
        }
        return text;
    }

    private List<HostMount> mounts() throws ActionFailure {
        return new MountRules(control.root(), control.settings().mounts())
                .granted(call.texts(LaunchParameters.MOUNTS.name()));
    }

    /** The host's own is a permission, not a network. */
    private String network(List<Permission> permissions) throws ActionFailure {
        var allowed = control.settings().networks();
        var asked = call.text(LaunchParameters.NETWORK.name());
        boolean isHosts =
                permissions.stream().anyMatch(one -> one.kind() == Permission.Kind.NETWORK);
        if (isHosts) {
            if (asked.isPresent()) {
                throw Refusal.of(
                        Kind.INVALID,
                        "network: not beside the permission network=host",
                        "leave one of them out");
            }
            return "host";
        }
        var network = asked.orElseGet(() -> allowed.isEmpty() ? NO_NETWORK : allowed.getFirst());
        if (!network.equals(NO_NETWORK) && !allowed.contains(network)) {
            throw Refusal.of(
                    Kind.NOT_PERMITTED,
                    "network: '" + network + "' is not one that containers may join",
                    "collectors.containers.actions.networks names those that are: none, "
                            + String.join(", ", allowed));
        }
        return network;
    }

    private List<PublishedPort> ports(String network) throws ActionFailure {
        var asked = call.texts(LaunchParameters.PORTS.name());
        if (!asked.isEmpty() && (network.equals(NO_NETWORK) || network.equals("host"))) {
            throw Refusal.of(
                    Kind.INVALID,
                    "ports: with the network " + network + " there are none to publish",
                    "give a network such as bridge, or leave them out");
        }
        return new PortRules(control.settings().ports()).granted(asked);
    }

    /** What a quota counts has to be said, or one container could have all of it. */
    private Amounts limits(String owner) throws ActionFailure {
        long memory = call.whole(LaunchParameters.MEMORY.name()).orElse(0L);
        long nanoCpus =
                call.parameters().get(LaunchParameters.CPUS.name())
                                instanceof Value.Decimal(BigDecimal cpus)
                        ? cpus.movePointRight(9).longValue()
                        : call.whole(LaunchParameters.CPUS.name()).orElse(0L) * 1_000_000_000;
        requireLimit(owner, Resources.MEMORY, memory, LaunchParameters.MEMORY.name());
        requireLimit(owner, Resources.CPUS, nanoCpus, LaunchParameters.CPUS.name());
        return new Amounts(nanoCpus, memory, 0);
    }

    private void requireLimit(
            String owner, Resource<Amounts, QuotaLimits> resource, long given, String parameter)
            throws ActionFailure {
        if (given == 0 && control.quotas().isLimited(owner, resource)) {
            throw Refusal.of(
                    Kind.INVALID,
                    parameter + ": there is a quota of it, so a limit has to be given",
                    "give " + parameter + "=…");
        }
    }

    private RestartPolicy restart() throws ActionFailure {
        var restart =
                call.text(LaunchParameters.RESTART.name())
                        .flatMap(RestartPolicy::of)
                        .orElse(RestartPolicy.NO);
        if (restart != RestartPolicy.NO && call.isSet(LaunchParameters.REMOVE.name())) {
            throw Refusal.of(Kind.INVALID, "restart: not beside remove", "leave one of them out");
        }
        return restart;
    }

    private Map<String, String> labels(String owner) throws ActionFailure {
        var labels = new LinkedHashMap<String, String>();
        for (Map.Entry<String, String> label :
                LaunchParameters.pairs(call, LaunchParameters.LABELS).entrySet()) {
            boolean isOurs = label.getKey().startsWith(LaunchPlan.OUR_LABELS);
            if (isOurs || label.getKey().isEmpty()) {
                throw Refusal.of(
                        Kind.INVALID,
                        "labels: '" + label.getKey() + "' cannot be set",
                        "labels that begin with " + LaunchPlan.OUR_LABELS + " are kept for us");
            }
            labels.put(label.getKey(), label.getValue());
        }
        labels.put(LaunchPlan.OWNER_LABEL, owner);
        labels.put(LaunchPlan.DIGEST_LABEL, LaunchDigest.of(call.parameters(), owner));
        return labels;
    }
}
