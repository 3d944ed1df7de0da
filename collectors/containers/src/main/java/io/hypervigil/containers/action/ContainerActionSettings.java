package io.hypervigil.containers.action;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.containers.allocation.GpuPolicy;
import io.hypervigil.containers.launch.MountRules;
import io.hypervigil.containers.launch.Permission;
import io.hypervigil.containers.launch.PortRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What containers may be told to do on this host. */
public record ContainerActionSettings(
        @Setting(
                        help =
                                "The runtime that launches where none is said: docker, podman, or"
                                        + " podman:USER; the first there is without. runtime.switch"
                                        + " changes it while the process runs.")
                Optional<String> runtime,
        @Setting(
                        help =
                                "A folder of this process alone, in which it keeps what"
                                        + " runtime.switch said; without one that is refused.")
                Optional<Path> stateFolder,
        @Setting(
                        help =
                                "Hosts, or HOST:PORT, that images may be pulled from; docker.io is"
                                        + " one of them only if it is named.")
                List<String> registries,
        @Setting(
                        help =
                                "A file with logins to registries, as docker login keeps them in"
                                        + " its config.json and podman login in its auth.json; read"
                                        + " at each pull.")
                Optional<Path> registryAuthFile,
        @Setting(
                        help =
                                "Folders of the host of which containers may have a part: PATH to"
                                        + " read, PATH:rw to write too.")
                List<String> mounts,
        @Setting(
                        help =
                                "Networks that containers may join; the first is that of a launch"
                                        + " that names none. 'none' is always allowed.",
                        byDefault = "bridge,none")
                List<String> networks,
        @Setting(
                        help =
                                "Ports of the host that may lead to a container: PORT or FIRST-LAST,"
                                        + " an address and ':' before it for that one alone, /udp"
                                        + " behind it where it is not TCP.")
                List<String> ports,
        @Setting(
                        help =
                                "What lets a container out of its box and is allowed all the same:"
                                        + " privileged, pid=host, network=host, ipc=host, uts=host,"
                                        + " capability=NAME, device=/dev/NAME.")
                List<String> permissions,
        @Setting(help = "Which free GPUs a launch gets that asks for so many.", byDefault = "pack")
                GpuPolicy gpuPolicy,
        @Setting(help = "Whether a launch may ask for GPUs that others have.") boolean gpuSharing,
        @Setting(
                        help =
                                "Names of containers, services or VMs that only look at GPUs, and"
                                        + " so hold none.")
                List<String> gpuMonitors,
        @Setting(
                        help = "How long a runtime may take for one thing, a grace beside it.",
                        byDefault = "30s")
                Duration patience) {

    private static final Pattern REGISTRY =
            Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");
    private static final Pattern NETWORK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    /** Refuses what could never be. */
    public ContainerActionSettings {
        registries = List.copyOf(registries);
        mounts = List.copyOf(mounts);
        networks = List.copyOf(networks);
        ports = List.copyOf(ports);
        permissions = List.copyOf(permissions);
        gpuMonitors = List.copyOf(gpuMonitors);
        for (String registry : registries) {
            check("registries", registry, REGISTRY.matcher(registry).matches(), "a host");
        }
        for (String mount : mounts) {
            check("mounts", mount, MountRules.isFolder(mount), "an absolute path, or PATH:rw");
        }
        for (String network : networks) {
            boolean isNetwork = NETWORK.matcher(network).matches() && !network.equals("host");
            check("networks", network, isNetwork, "the name of one, and not host");
        }
        for (String port : ports) {
            check("ports", port, PortRules.isRule(port), "PORT, FIRST-LAST or ADDRESS:PORT");
        }
        for (String permission : permissions) {
            check(
                    "permissions",
                    permission,
                    Permission.parse(permission).isPresent(),
                    "privileged, pid=host and the like");
        }
        if (patience.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("patience: " + patience + ", 1s or more expected");
        }
    }

    private static void check(String key, String value, boolean isRight, String expected) {
        if (!isRight) {
            throw new IllegalArgumentException(
                    key + ": '" + value + "', " + expected + " expected");
        }
    }
}
