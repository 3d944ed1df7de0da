package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.admin.DaemonServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How busy libvirt's daemon is, from its admin interface: a daemon none of whose workers is free
 * answers nobody, which is what a few hypervisors that hang can bring it to. The interface lets the
 * daemon's own user in, and no other.
 *
 * <pre>
 * libvirt_daemon_workers_free{server="libvirtd"} 4
 * libvirt_daemon_calls_waiting{server="libvirtd"} 0
 * </pre>
 *
 * <p>Thread: one.
 */
public final class Daemon {

    public static final Group GROUP =
            Group.on("libvirt.daemon", "how busy libvirt's daemon is, from its admin interface");

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String ALL_NAMES = "libvirt_daemon_*";

    private static final List<Measure> MEASURES =
            List.of(
                    measure("nWorkers", "workers", "Threads that carry out calls"),
                    measure("freeWorkers", "workers_free", "Those of them that have nothing to do"),
                    measure("minWorkers", "workers_minimum", "Workers that there are at least"),
                    measure("maxWorkers", "workers_maximum", "Workers that there can be"),
                    measure(
                            "prioWorkers",
                            "priority_workers",
                            "Threads for calls that wait for no hypervisor"),
                    measure("jobQueueDepth", "calls_waiting", "Calls that wait for a worker"),
                    measure("nclients", "clients", "Connections that there are"),
                    measure("nclients_max", "clients_maximum", "Connections that there can be"),
                    measure(
                            "nclients_unauth",
                            "clients_unauthenticated",
                            "Connections that have not said who they are"),
                    measure(
                            "nclients_unauth_max",
                            "clients_unauthenticated_maximum",
                            "Such connections that there can be"));

    /** All of them. */
    public static final List<Family> FAMILIES = MEASURES.stream().map(Measure::family).toList();

    private final Optional<Path> socket;

    private record Measure(String key, Family family) {}

    /**
     * @param socket of the admin interface; empty where it cannot be reached from here
     */
    public Daemon(Optional<Path> socket) {
        this.socket = socket;
    }

    /** Reads all servers of the daemon. */
    public void read(SampleSink out) {
        if (socket.isEmpty()) {
            out.missing(
                    ALL_NAMES, "the connection has no daemon that this host knows the place of");
            return;
        }
        try {
            DaemonServer.all(socket.get(), LIMIT).forEach(server -> write(server, out));
        } catch (IOException e) {
            // An interface that is closed to us stays so, and is no fault of the connection's.
            out.missing(ALL_NAMES, socket.get() + ": " + e.getMessage());
        }
    }

    private static void write(DaemonServer server, SampleSink out) {
        for (Measure measure : MEASURES) {
            var value = server.numbers().get(measure.key());
            if (value != null) {
                out.add(measure.family(), (double) value, server.name());
            }
        }
    }

    private static Measure measure(String key, String name, String help) {
        var family =
                gauge(
                        GROUP,
                        "libvirt_daemon_" + name,
                        help + ", from libvirt's " + key + '.',
                        "server");
        return new Measure(key, family);
    }
}
