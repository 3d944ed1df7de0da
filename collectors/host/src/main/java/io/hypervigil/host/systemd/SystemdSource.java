package io.hypervigil.host.systemd;

import com.google.re2j.Pattern;
import io.hypervigil.host.dbus.BusConnection;
import io.hypervigil.host.dbus.MethodCall;
import io.hypervigil.host.dbus.Reply;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks systemd over D-Bus, in two exchanges a round: first what there is, then the properties of
 * the units that are wanted, all at once.
 *
 * <p>Thread: one.
 */
final class SystemdSource {

    private static final String SERVICE = "org.freedesktop.systemd1";
    private static final String MANAGER_PATH = "/org/freedesktop/systemd1";
    private static final String MANAGER = SERVICE + ".Manager";
    private static final int UNIT_FIELDS = 10;

    /** What the bus says where nobody has systemd's name. */
    private static final Set<String> NOBODY =
            Set.of(
                    "org.freedesktop.DBus.Error.NameHasNoOwner",
                    "org.freedesktop.DBus.Error.ServiceUnknown");

    private final Path socket;
    private final SystemdSettings settings;
    private final Duration limit;
    private final Pattern include;
    private final Pattern exclude;

    /**
     * @param socket of the bus, or of systemd itself where the settings say so
     * @param limit for a whole round
     */
    SystemdSource(Path socket, SystemdSettings settings, Duration limit) {
        this.socket = socket;
        this.settings = settings;
        this.limit = limit;
        this.include = Pattern.compile(settings.unitInclude());
        this.exclude = Pattern.compile(settings.unitExclude());
    }

    SystemdReading read() throws IOException {
        if (!Files.exists(socket)) {
            throw new NotHere(socket + " does not exist");
        }
        try (var connection = connect()) {
            var replies =
                    connection.call(
                            List.of(
                                    ofManager("ListUnits"),
                                    managerProperty("Version"),
                                    managerProperty("Virtualization"),
                                    managerProperty("SystemState")));
            var all = units(replies.get(0));
            var wanted = all.stream().filter(this::isWanted).toList();
            return new SystemdReading(
                    text(replies.get(1)),
                    text(replies.get(2)),
                    text(replies.get(3)),
                    all,
                    wanted,
                    settings.enableStartTimeMetrics(),
                    properties(connection, propertiesOf(wanted)));
        }
    }

    private BusConnection connect() throws IOException {
        return settings.privateConnection()
                ? BusConnection.toService(socket, limit)
                : BusConnection.toBus(socket, limit);
    }

    private boolean isWanted(Unit unit) {
        return unit.loadState().equals("loaded")
                && include.matches(unit.name())
                && !exclude.matches(unit.name());
    }

    private List<Property> propertiesOf(List<Unit> units) {
        var wanted = new ArrayList<Property>();
        for (Unit unit : units) {
            if (unit.isService()) {
                addServiceProperties(unit, wanted);
            } else if (unit.isMount()) {
                wanted.add(new Property(unit, "Mount", "Type"));
            } else if (unit.isTimer()) {
                wanted.add(new Property(unit, "Timer", "LastTriggerUSec"));
            } else if (unit.isSocket()) {
                wanted.add(new Property(unit, "Socket", "NAccepted"));
                wanted.add(new Property(unit, "Socket", "NConnections"));
                wanted.add(new Property(unit, "Socket", "NRefused"));
            }
            if (settings.enableStartTimeMetrics() && unit.isActive()) {
                wanted.add(new Property(unit, "Unit", "ActiveEnterTimestamp"));
            }
        }
        return wanted;
    }

    private void addServiceProperties(Unit unit, List<Property> wanted) {
        wanted.add(new Property(unit, "Service", "Type"));
        if (settings.enableRestartsMetrics()) {
            wanted.add(new Property(unit, "Service", "NRestarts"));
        }
        if (settings.enableTaskMetrics()) {
            wanted.add(new Property(unit, "Service", "TasksCurrent"));
            wanted.add(new Property(unit, "Service", "TasksMax"));
        }
    }

    /** What a unit refuses, since it is gone or systemd is too old for it, is left out. */
    private Map<Property, Object> properties(BusConnection connection, List<Property> wanted)
            throws IOException {
        var calls =
                wanted.stream()
                        .map(
                                property ->
                                        MethodCall.property(
                                                destination(),
                                                property.unit().path(),
                                                SERVICE + "." + property.kind(),
                                                property.name()))
                        .toList();
        var replies = connection.call(calls);
        var given = new HashMap<Property, Object>();
        for (int i = 0; i < wanted.size(); i++) {
            if (replies.get(i) instanceof Reply.Answer(var values) && !values.isEmpty()) {
                given.put(wanted.get(i), values.getFirst());
            }
        }
        return given;
    }

    private List<Unit> units(Reply reply) throws IOException {
        return switch (reply) {
            case Reply.Answer(var values) -> units(values);
            case Reply.Refusal(var error, var message) -> {
                if (NOBODY.contains(error)) {
                    throw new NotHere("systemd is not on the bus at " + socket + ": " + message);
                }
                throw new IOException(socket + ": ListUnits: " + error + ": " + message);
            }
        };
    }

    private List<Unit> units(List<Object> values) throws IOException {
        var units = new ArrayList<Unit>();
        if (values.size() == 1 && values.getFirst() instanceof List<?> rows) {
            for (Object row : rows) {
                units.add(unit(row));
            }
            return units;
        }
        throw new IOException(socket + ": ListUnits did not answer with a list");
    }

    private Unit unit(Object row) throws IOException {
        if (row instanceof List<?> fields
                && fields.size() == UNIT_FIELDS
                && fields.get(0) instanceof String name
                && fields.get(2) instanceof String loadState
                && fields.get(3) instanceof String activeState
                && fields.get(6) instanceof String path) {
            return new Unit(name, loadState, activeState, path);
        }
        throw new IOException(socket + ": ListUnits answered with " + row + ", a unit expected");
    }

    private static Optional<String> text(Reply reply) {
        return reply instanceof Reply.Answer(var values)
                        && !values.isEmpty()
                        && values.getFirst() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private MethodCall ofManager(String method) {
        return new MethodCall(destination(), MANAGER_PATH, MANAGER, method, List.of());
    }

    private MethodCall managerProperty(String name) {
        return MethodCall.property(destination(), MANAGER_PATH, MANAGER, name);
    }

    private String destination() {
        return settings.privateConnection() ? "" : SERVICE;
    }
}
