package io.hypervigil.libvirt.connection;

import static io.hypervigil.libvirt.domain.VirtFamily.counter;
import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.connection.LinkState.Up;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is told of a connection.
 *
 * <pre>
 * libvirt_up 1
 * libvirt_connection_info{uri="qemu:///system",driver="QEMU",hypervisor_version="7.2.22",…} 1
 * </pre>
 */
public final class ConnectionMetrics {

    static final Group GROUP =
            Group.on("libvirt.connection", "connections to libvirt and how they are");

    private static final Family UP =
            gauge(GROUP, "libvirt_up", "Whether libvirt answers: its connection is open.");
    private static final Family INFO =
            gauge(
                    GROUP,
                    "libvirt_connection_info",
                    "Where the connection goes, its driver, and the versions of the hypervisor and"
                            + " of libvirt on both sides, from virConnectGetType,"
                            + " virConnectGetVersion, virConnectGetLibVersion and virGetVersion.",
                    "uri",
                    "driver",
                    "hypervisor_version",
                    "daemon_version",
                    "library_version");
    private static final Family SINCE =
            gauge(
                    GROUP,
                    "libvirt_connection_state_seconds",
                    "How long the connection has been open, or has not.");
    private static final Family RECONNECTS =
            counter(
                    GROUP,
                    "libvirt_connection_reconnects_total",
                    "Times that the connection was opened after the first, since our start.");
    private static final Family READ_ONLY =
            gauge(GROUP, "libvirt_connection_read_only", "Whether the connection may only read.");
    private static final Family KEPT_ALIVE =
            gauge(
                    GROUP,
                    "libvirt_connection_keepalive",
                    "Whether libvirt is asked now and then if it is there, from"
                            + " virConnectSetKeepAlive.");

    /** All of them. */
    public static final List<Family> FAMILIES =
            List.of(UP, INFO, SINCE, RECONNECTS, READ_ONLY, KEPT_ALIVE);

    private ConnectionMetrics() {}

    /** The group, for a schema. */
    public static Group group() {
        return GROUP;
    }

    static void write(
            LinkState state, LinkTarget target, long reconnects, Instant now, SampleSink sink) {
        sink.add(UP, state instanceof Up ? 1 : 0);
        sink.add(SINCE, seconds(Duration.between(state.since(), now)));
        sink.add(RECONNECTS, (double) reconnects);
        if (state instanceof Up up) {
            var info = up.info();
            sink.add(
                    INFO,
                    1,
                    target.uri(),
                    info.type(),
                    info.hypervisorVersion().orElse(""),
                    info.daemonVersion(),
                    info.libraryVersion());
            sink.add(READ_ONLY, up.isReadOnly() ? 1 : 0);
            sink.add(KEPT_ALIVE, up.isKeptAlive() ? 1 : 0);
        }
    }

    /** A wall clock that was set back makes no time pass backwards. */
    private static double seconds(Duration time) {
        return time.isNegative() ? 0 : (double) time.toMillis() / 1_000;
    }
}
