package io.hypervigil.host.systemd;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The units of systemd and what state they are in.
 *
 * <pre>
 * node_systemd_unit_state{name="ssh.service",state="active",type="notify"} 1
 * node_systemd_units{state="failed"} 0
 * node_systemd_system_running 1
 * node_systemd_version{version="252.38-1~deb12u1"} 252.38
 * </pre>
 */
public final class Systemd implements HostPart {

    public static final Group GROUP = Group.on("systemd", "units of systemd, over D-Bus");

    static final Family UNIT_STATE =
            Family.gauge(
                    GROUP,
                    "node_systemd_unit_state",
                    "Which state a unit is in.",
                    "name",
                    "state",
                    "type");
    static final Family UNITS =
            Family.gauge(GROUP, "node_systemd_units", "Units in a state.", "state");
    static final Family RUNNING =
            Family.gauge(
                    GROUP,
                    "node_systemd_system_running",
                    "Whether systemctl is-system-running would say running.");
    static final Family VERSION =
            Family.gauge(GROUP, "node_systemd_version", "The version of systemd.", "version");
    static final Family VIRTUALIZATION =
            Family.gauge(
                    GROUP,
                    "node_systemd_virtualization_info",
                    "What systemd finds that the machine is virtualised by.",
                    "virtualization_type");
    static final Family START_TIME =
            ofUnit("unit_start_time_seconds", "When a unit became active, in seconds since 1970.");
    static final Family TASKS = ofUnit("unit_tasks_current", "Tasks of a service.");
    static final Family MAX_TASKS = ofUnit("unit_tasks_max", "Tasks that a service may have.");
    static final Family LAST_TRIGGER =
            ofUnit("timer_last_trigger_seconds", "When a timer last ran, in seconds since 1970.");
    static final Family RESTARTS =
            Family.counter(
                    GROUP,
                    "node_systemd_service_restart_total",
                    "Times a service was restarted for it had ended.",
                    "name");
    static final Family ACCEPTED =
            Family.counter(
                    GROUP,
                    "node_systemd_socket_accepted_connections_total",
                    "Connections that a socket took.",
                    "name");
    static final Family CONNECTIONS =
            ofUnit("socket_current_connections", "Connections that a socket has.");

    /** A gauge, though it only grows: so it is in node_exporter. */
    static final Family REFUSED =
            ofUnit("socket_refused_connections_total", "Connections that a socket turned away.");

    public static final List<Family> FAMILIES =
            List.of(
                    UNIT_STATE,
                    UNITS,
                    RUNNING,
                    VERSION,
                    VIRTUALIZATION,
                    START_TIME,
                    TASKS,
                    MAX_TASKS,
                    LAST_TRIGGER,
                    RESTARTS,
                    ACCEPTED,
                    CONNECTIONS,
                    REFUSED);

    private static final List<String> STATES =
            List.of("active", "activating", "deactivating", "inactive", "failed");

    private static final Pattern VERSION_NUMBER = Pattern.compile("[0-9]{3,}(\\.[0-9]+)?");

    /** Less than the lane's deadline, so that the failure is said and not guessed. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** What systemd gives where a limit is infinite or a count is not kept. */
    private static final long NO_COUNT = -1;

    private final SystemdSource source;

    /**
     * @param root the root of the host's file system
     */
    public Systemd(Path root, SystemdSettings settings) {
        this(
                new SystemdSource(
                        settings.privateConnection()
                                ? root.resolve("run/systemd/private")
                                : BusAddress.ofSystemBus(
                                        root, System.getenv("DBUS_SYSTEM_BUS_ADDRESS")),
                        settings,
                        LIMIT));
    }

    Systemd(SystemdSource source) {
        this.source = source;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        map(source.read(), sink);
    }

    static void map(SystemdReading reading, SampleSink sink) {
        reading.version().ifPresent(version -> mapVersion(version, sink));
        reading.virtualization()
                .ifPresent(kind -> sink.add(VIRTUALIZATION, 1, kind.isEmpty() ? "none" : kind));
        reading.systemState()
                .ifPresent(state -> sink.add(RUNNING, state.equals("running") ? 1 : 0));
        mapSummary(reading.allUnits(), sink);
        for (Unit unit : reading.units()) {
            mapState(reading, unit, sink);
        }
        reading.units().stream()
                .filter(Unit::isService)
                .forEach(unit -> mapService(reading, unit, sink));
        reading.units().forEach(unit -> mapStart(reading, unit, sink));
        reading.units().stream()
                .filter(Unit::isTimer)
                .forEach(
                        unit ->
                                reading.number(unit, "Timer", "LastTriggerUSec")
                                        .ifPresent(
                                                micros ->
                                                        sink.add(
                                                                LAST_TRIGGER,
                                                                seconds(micros),
                                                                unit.name())));
        reading.units().stream()
                .filter(Unit::isSocket)
                .forEach(unit -> mapSocket(reading, unit, sink));
    }

    private static void mapVersion(String version, SampleSink sink) {
        var number = VERSION_NUMBER.matcher(version);
        if (number.find()) {
            sink.add(VERSION, Double.parseDouble(number.group()), version);
        }
    }

    private static void mapSummary(List<Unit> units, SampleSink sink) {
        var counts = new LinkedHashMap<String, Integer>();
        STATES.forEach(state -> counts.put(state, 0));
        units.forEach(unit -> counts.merge(unit.activeState(), 1, Integer::sum));
        counts.forEach((state, count) -> sink.add(UNITS, count, state));
    }

    private static void mapState(SystemdReading reading, Unit unit, SampleSink sink) {
        var type =
                reading.text(unit, "Service", "Type")
                        .or(() -> reading.text(unit, "Mount", "Type"))
                        .orElse("");
        for (String state : STATES) {
            boolean isIn = unit.activeState().equals(state);
            sink.add(UNIT_STATE, isIn ? 1 : 0, unit.name(), state, type);
        }
    }

    private static void mapService(SystemdReading reading, Unit unit, SampleSink sink) {
        reading.number(unit, "Service", "NRestarts")
                .ifPresent(count -> sink.add(RESTARTS, (double) count, unit.name()));
        addTasks(reading, unit, "TasksCurrent", TASKS, sink);
        addTasks(reading, unit, "TasksMax", MAX_TASKS, sink);
    }

    private static void addTasks(
            SystemdReading reading, Unit unit, String property, Family family, SampleSink sink) {
        reading.number(unit, "Service", property)
                .ifPresent(
                        count -> {
                            if (count != NO_COUNT) {
                                sink.add(family, Text.toDouble(count), unit.name());
                            }
                        });
    }

    /** As in node_exporter, what is not active started at 0. */
    private static void mapStart(SystemdReading reading, Unit unit, SampleSink sink) {
        if (!reading.hasStartTimes()) {
            return;
        }
        if (!unit.isActive()) {
            sink.add(START_TIME, 0, unit.name());
            return;
        }
        reading.number(unit, "Unit", "ActiveEnterTimestamp")
                .ifPresent(micros -> sink.add(START_TIME, seconds(micros), unit.name()));
    }

    private static void mapSocket(SystemdReading reading, Unit unit, SampleSink sink) {
        reading.number(unit, "Socket", "NAccepted")
                .ifPresent(count -> sink.add(ACCEPTED, (double) count, unit.name()));
        reading.number(unit, "Socket", "NConnections")
                .ifPresent(count -> sink.add(CONNECTIONS, (double) count, unit.name()));
        reading.number(unit, "Socket", "NRefused")
                .ifPresent(count -> sink.add(REFUSED, (double) count, unit.name()));
    }

    private static double seconds(long micros) {
        return Text.toDouble(micros) / 1e6;
    }

    private static Family ofUnit(String name, String help) {
        return Family.gauge(GROUP, "node_systemd_" + name, help, "name");
    }
}
