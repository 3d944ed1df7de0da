package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import io.hypervigil.containers.daemon.PrivatePodman;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Podman whose service sets limits that runc can set on any machine: what is launched by the API
 * brings none of its own.
 */
final class ServedPodman implements AutoCloseable {

    private final PrivatePodman podman;
    private final RealPart service;

    private ServedPodman(PrivatePodman podman, RealPart service) {
        this.podman = podman;
        this.service = service;
    }

    /** In a mount namespace of its own, /etc/cdi is the test's: that of the machine stays. */
    private static final String WITH_CDI =
            """
            set -e
            mkdir -p "$1/upper/cdi" "$1/work"
            cp "$2" "$1/upper/cdi/nvidia.yaml"
            mount -t overlay overlay -o "lowerdir=/etc,upperdir=$1/upper,workdir=$1/work" /etc
            shift 2
            exec "$@"
            """;

    static ServedPodman start() throws Exception {
        return start(List.of(), List.of());
    }

    /** One in a network of its own, where it can make a bridge and rules of a firewall. */
    static ServedPodman withBridge(Path folder) throws Exception {
        for (String program : List.of("unshare", "nsenter", "ip", "iptables")) {
            RealPart.require(program, "apt-get install util-linux iproute2 iptables");
        }
        if (!Files.exists(Path.of("/usr/lib/cni/bridge"))) {
            throw RealPart.missing(
                    "bridges for Podman", "apt-get install containernetworking-plugins");
        }
        var namespace =
                List.of("unshare", "-n", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");
        var trial = new ArrayList<>(namespace);
        trial.addAll(List.of("ip", "link", "add", "hvb", "type", "bridge"));
        if (RealPart.run(folder, "", trial).exitCode() != 0) {
            throw RealPart.missing(
                    "a network namespace", "run the tests where bridges can be made");
        }
        return start(namespace, List.of());
    }

    /** The process of its service. */
    long pid() {
        return service.pid();
    }

    /** One that asks a registry without TLS. */
    static ServedPodman trusting(String registry, Path folder) throws Exception {
        var registries = folder.resolve("registries.conf");
        Files.writeString(
                registries, "[[registry]]\nlocation = \"" + registry + "\"\ninsecure = true\n");
        return start(List.of(), List.of("CONTAINERS_REGISTRIES_CONF=" + registries));
    }

    /** One that finds a CDI specification; the test is skipped where there can be none. */
    static ServedPodman withCdi(Path specification, Path folder) throws Exception {
        RealPart.require("unshare", "apt-get install util-linux");
        var layers = Files.createDirectories(folder.resolve("layers"));
        var namespace =
                List.of("unshare", "-m", "--propagation", "private", "sh", "-c", WITH_CDI, "sh");
        var all = new ArrayList<>(namespace);
        all.addAll(List.of(layers.toString(), specification.toString()));
        var trial = new ArrayList<>(all);
        trial.addAll(List.of("test", "-f", "/etc/cdi/nvidia.yaml"));
        if (RealPart.run(folder, "", trial).exitCode() != 0) {
            throw RealPart.missing("a mount namespace", "run the tests where overlays can be made");
        }
        return start(all, List.of());
    }

    private static ServedPodman start(List<String> before, List<String> variables)
            throws Exception {
        var podman = PrivatePodman.make();
        var folders = podman.folders();
        var configuration = podman.socket().resolveSibling("containers.conf");
        Files.writeString(
                configuration,
                """
                [containers]
                default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
                """);
        var command = new ArrayList<>(before);
        command.add("env");
        command.add("CONTAINERS_CONF=" + configuration);
        command.addAll(variables);
        command.addAll(
                List.of(
                        "podman",
                        "--root=" + folders.graph(),
                        "--runroot=" + folders.run(),
                        "--tmpdir=" + podman.socket().resolveSibling("tmp"),
                        "--network-config-dir=" + podman.socket().resolveSibling("net"),
                        "--storage-driver=vfs",
                        "--events-backend=file",
                        "--cgroup-manager=cgroupfs",
                        "--runtime=runc",
                        "system",
                        "service",
                        "-t",
                        "0",
                        "unix://" + podman.socket()));
        var service =
                RealPart.start(podman.socket().resolveSibling(""), "podman-service", command)
                        .once(Duration.ofSeconds(20), () -> assertThat(podman.socket()).exists());
        return new ServedPodman(podman, service);
    }

    Path socket() {
        return podman.socket();
    }

    @Override
    public void close() {
        service.close();
        podman.close();
    }
}
