package io.hypervigil.host.systemd;

import io.hypervigil.host.dbus.FakeService;
import io.hypervigil.host.dbus.FakeService.Answer;
import io.hypervigil.host.dbus.FakeService.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** systemd as its users on the bus see it, with a handful of units. */
final class FakeSystemd {

    private static final String MANAGER = "org.freedesktop.systemd1.Manager";

    private final List<Object> rows = new ArrayList<>();
    private final Map<String, Answer> properties = new HashMap<>();

    /** A machine with one unit of every kind. */
    static FakeSystemd machine() {
        var systemd = new FakeSystemd();
        systemd.manager("Version", "252.38-1~deb12u1")
                .manager("Virtualization", "kvm")
                .manager("SystemState", "degraded");
        systemd.unit("ssh.service", "loaded", "active")
                .with("Service", "Type", "s", "notify")
                .with("Service", "NRestarts", "u", 3L)
                .with("Service", "TasksCurrent", "t", 5L)
                .with("Service", "TasksMax", "t", 18_446L)
                .with("Unit", "ActiveEnterTimestamp", "t", 1_700_000_000_250_000L);
        systemd.unit("nvidia-persistenced.service", "loaded", "failed")
                .with("Service", "Type", "s", "forking")
                .with("Service", "NRestarts", "u", 0L)
                .with("Service", "TasksCurrent", "t", -1L)
                .with("Service", "TasksMax", "t", -1L)
                .with("Unit", "ActiveEnterTimestamp", "t", 0L);
        systemd.unit("gone.service", "not-found", "inactive");
        systemd.unit("docker.socket", "loaded", "active")
                .with("Socket", "NAccepted", "u", 41L)
                .with("Socket", "NConnections", "u", 2L)
                .with("Socket", "NRefused", "u", 1L)
                .with("Unit", "ActiveEnterTimestamp", "t", 1_700_000_001_000_000L);
        systemd.unit("old.socket", "loaded", "active")
                .with("Socket", "NAccepted", "u", 4L)
                .with("Socket", "NConnections", "u", 0L)
                .with("Unit", "ActiveEnterTimestamp", "t", 1_700_000_001_000_000L);
        systemd.unit("fstrim.timer", "loaded", "active")
                .with("Timer", "LastTriggerUSec", "t", 1_700_000_002_500_000L)
                .with("Unit", "ActiveEnterTimestamp", "t", 1_700_000_000_000_000L);
        systemd.unit("multi-user.target", "loaded", "active")
                .with("Unit", "ActiveEnterTimestamp", "t", 1_700_000_003_000_000L);
        systemd.unit("home.mount", "loaded", "active").with("Mount", "Type", "s", "ext4");
        systemd.unit("dev-sda.device", "loaded", "activating");
        return systemd;
    }

    /** Many services, so that a round takes more calls than a bus lets wait at once. */
    FakeSystemd withServices(int count) {
        for (int i = 0; i < count; i++) {
            unit("worker@" + i + ".service", "loaded", "active").with("Service", "Type", "s", "x");
        }
        return this;
    }

    FakeSystemd manager(String property, String value) {
        properties.put(
                key("/org/freedesktop/systemd1", MANAGER, property), Answer.property("s", value));
        return this;
    }

    OneUnit unit(String name, String loadState, String activeState) {
        var path = path(name);
        rows.add(
                List.of(
                        name,
                        name + " for tests",
                        loadState,
                        activeState,
                        activeState.equals("active") ? "running" : "dead",
                        "",
                        path,
                        0L,
                        "",
                        "/"));
        return new OneUnit(path);
    }

    /** Adds properties to a unit. */
    final class OneUnit {

        private final String path;

        private OneUnit(String path) {
            this.path = path;
        }

        OneUnit with(String kind, String property, String signature, Object value) {
            properties.put(
                    key(path, "org.freedesktop.systemd1." + kind, property),
                    Answer.property(signature, value));
            return this;
        }
    }

    /** Takes systemd's name on a bus. */
    FakeService on(Path socket) throws Exception {
        return FakeService.onBus(socket, "org.freedesktop.systemd1", this::answer);
    }

    Optional<Answer> answer(Call call) {
        return switch (call.member()) {
            case "ListUnits" -> Optional.of(Answer.of("a(ssssssouso)", rows));
            case "Get" -> Optional.of(property(call));
            default ->
                    Optional.of(
                            Answer.error(
                                    "org.freedesktop.DBus.Error.UnknownMethod", call.member()));
        };
    }

    private Answer property(Call call) {
        var answer =
                properties.get(
                        key(
                                call.path(),
                                (String) call.arguments().get(0),
                                (String) call.arguments().get(1)));
        return answer == null
                ? Answer.error(
                        "org.freedesktop.DBus.Error.UnknownProperty",
                        "Unknown interface or property " + call.arguments())
                : answer;
    }

    private static String key(String path, String interfaceName, String property) {
        return path + " " + interfaceName + " " + property;
    }

    /** As systemd names the object of a unit. */
    private static String path(String unit) {
        var path = new StringBuilder("/org/freedesktop/systemd1/unit/");
        for (int i = 0; i < unit.length(); i++) {
            char c = unit.charAt(i);
            boolean isPlain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9' && i > 0);
            path.append(
                    isPlain ? Character.toString(c) : "_" + HexFormat.of().toHexDigits((byte) c));
        }
        return path.toString();
    }
}
