package io.hypervigil.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.dbus.BusDaemon;
import io.hypervigil.host.dbus.FakeService;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemdTest {

    private static final SystemdSettings DEFAULTS = SettingsBinder.defaults(SystemdSettings.class);
    private static final SystemdSettings EVERYTHING =
            new SystemdSettings(".+", "dev-.+|.+@.+", true, true, true, false);
    private static final SystemdSettings DIRECT =
            new SystemdSettings("ssh.*", "$^", false, false, false, true);

    @TempDir Path root;

    @Test
    void states_of_units_come_over_a_real_bus() throws Exception {
        try (var bus = BusDaemon.below(root);
                var _ = FakeSystemd.machine().on(bus.socket())) {
            assertThat(PartRound.samplesOf(new Systemd(root, DEFAULTS)))
                    .isEqualTo(
                            """
                            node_systemd_socket_accepted_connections_total{name="docker.socket"} 41
                            node_systemd_socket_accepted_connections_total{name="old.socket"} 4
                            node_systemd_socket_current_connections{name="docker.socket"} 2
                            node_systemd_socket_current_connections{name="old.socket"} 0
                            node_systemd_socket_refused_connections_total{name="docker.socket"} 1
                            node_systemd_system_running 0
                            node_systemd_timer_last_trigger_seconds{name="fstrim.timer"} 1.7000000025E9
                            node_systemd_unit_state{name="docker.socket",state="activating",type=""} 0
                            node_systemd_unit_state{name="docker.socket",state="active",type=""} 1
                            node_systemd_unit_state{name="docker.socket",state="deactivating",type=""} 0
                            node_systemd_unit_state{name="docker.socket",state="failed",type=""} 0
                            node_systemd_unit_state{name="docker.socket",state="inactive",type=""} 0
                            node_systemd_unit_state{name="fstrim.timer",state="activating",type=""} 0
                            node_systemd_unit_state{name="fstrim.timer",state="active",type=""} 1
                            node_systemd_unit_state{name="fstrim.timer",state="deactivating",type=""} 0
                            node_systemd_unit_state{name="fstrim.timer",state="failed",type=""} 0
                            node_systemd_unit_state{name="fstrim.timer",state="inactive",type=""} 0
                            node_systemd_unit_state{name="multi-user.target",state="activating",type=""} 0
                            node_systemd_unit_state{name="multi-user.target",state="active",type=""} 1
                            node_systemd_unit_state{name="multi-user.target",state="deactivating",type=""} 0
                            node_systemd_unit_state{name="multi-user.target",state="failed",type=""} 0
                            node_systemd_unit_state{name="multi-user.target",state="inactive",type=""} 0
                            node_systemd_unit_state{name="nvidia-persistenced.service",state="activating",type="forking"} 0
                            node_systemd_unit_state{name="nvidia-persistenced.service",state="active",type="forking"} 0
                            node_systemd_unit_state{name="nvidia-persistenced.service",state="deactivating",type="forking"} 0
                            node_systemd_unit_state{name="nvidia-persistenced.service",state="failed",type="forking"} 1
                            node_systemd_unit_state{name="nvidia-persistenced.service",state="inactive",type="forking"} 0
                            node_systemd_unit_state{name="old.socket",state="activating",type=""} 0
                            node_systemd_unit_state{name="old.socket",state="active",type=""} 1
                            node_systemd_unit_state{name="old.socket",state="deactivating",type=""} 0
                            node_systemd_unit_state{name="old.socket",state="failed",type=""} 0
                            node_systemd_unit_state{name="old.socket",state="inactive",type=""} 0
                            node_systemd_unit_state{name="ssh.service",state="activating",type="notify"} 0
                            node_systemd_unit_state{name="ssh.service",state="active",type="notify"} 1
                            node_systemd_unit_state{name="ssh.service",state="deactivating",type="notify"} 0
                            node_systemd_unit_state{name="ssh.service",state="failed",type="notify"} 0
                            node_systemd_unit_state{name="ssh.service",state="inactive",type="notify"} 0
                            node_systemd_units{state="activating"} 1
                            node_systemd_units{state="active"} 6
                            node_systemd_units{state="deactivating"} 0
                            node_systemd_units{state="failed"} 1
                            node_systemd_units{state="inactive"} 1
                            node_systemd_version{version="252.38-1~deb12u1"} 252.38
                            node_systemd_virtualization_info{virtualization_type="kvm"} 1
                            """);
        }
    }

    @Test
    void restarts_tasks_and_start_times_come_where_they_are_asked_for() throws Exception {
        try (var bus = BusDaemon.below(root);
                var _ = FakeSystemd.machine().on(bus.socket())) {
            assertThat(PartRound.samplesOf(new Systemd(root, EVERYTHING)))
                    .contains(
                            """
                            node_systemd_service_restart_total{name="nvidia-persistenced.service"} 0
                            node_systemd_service_restart_total{name="ssh.service"} 3
                            """,
                            """
                            node_systemd_unit_start_time_seconds{name="docker.socket"} 1700000001
                            node_systemd_unit_start_time_seconds{name="fstrim.timer"} 1700000000
                            node_systemd_unit_start_time_seconds{name="multi-user.target"} 1700000003
                            node_systemd_unit_start_time_seconds{name="nvidia-persistenced.service"} 0
                            node_systemd_unit_start_time_seconds{name="old.socket"} 1700000001
                            node_systemd_unit_start_time_seconds{name="ssh.service"} 1.70000000025E9
                            """,
                            """
                            node_systemd_unit_state{name="home.mount",state="active",type="ext4"} 1
                            """,
                            """
                            node_systemd_unit_tasks_current{name="ssh.service"} 5
                            node_systemd_unit_tasks_max{name="ssh.service"} 18446
                            node_systemd_units{state="activating"} 1
                            """);
        }
    }

    @Test
    void more_units_than_a_bus_lets_wait_at_once_are_read_in_one_round() throws Exception {
        try (var bus = BusDaemon.below(root);
                var _ = FakeSystemd.machine().withServices(500).on(bus.socket())) {
            assertThat(PartRound.samplesOf(new Systemd(root, DEFAULTS)))
                    .contains(
                            "node_systemd_unit_state{name=\"worker@499.service\",state=\"active\",type=\"x\"} 1\n");
        }
    }

    @Test
    void systemd_itself_answers_on_its_private_socket() throws Exception {
        var socket = Files.createDirectories(root.resolve("run/systemd")).resolve("private");
        try (var _ = FakeService.listening(socket, FakeSystemd.machine()::answer)) {
            assertThat(PartRound.samplesOf(new Systemd(root, DIRECT)))
                    .contains(
                            "node_systemd_unit_state{name=\"ssh.service\",state=\"active\",type=\"notify\"} 1\n",
                            "node_systemd_units{state=\"active\"} 6\n");
        }
    }

    @Test
    void without_a_bus_there_is_no_systemd() {
        assertThatThrownBy(() -> PartRound.samplesOf(new Systemd(root, DEFAULTS)))
                .isInstanceOf(NotHere.class)
                .hasMessage(root + "/run/dbus/system_bus_socket does not exist");
    }

    @Test
    void a_bus_without_systemd_is_no_failure() throws Exception {
        try (var _ = BusDaemon.below(root)) {
            assertThatThrownBy(() -> PartRound.samplesOf(new Systemd(root, DEFAULTS)))
                    .isInstanceOf(NotHere.class)
                    .hasMessageStartingWith("systemd is not on the bus at " + root);
        }
    }

    @Test
    void a_systemd_that_hangs_is_given_up_in_time() throws Exception {
        try (var bus = BusDaemon.below(root);
                var _ =
                        FakeService.onBus(
                                bus.socket(), "org.freedesktop.systemd1", _ -> Optional.empty())) {
            var source = new SystemdSource(bus.socket(), DEFAULTS, Duration.ofMillis(200));

            assertThatThrownBy(() -> PartRound.samplesOf(new Systemd(source)))
                    .isInstanceOf(IOException.class)
                    .hasMessage(bus.socket() + ": no answer within 200 ms");
        }
    }

    @Test
    void a_bus_that_vanishes_fails_its_round_and_the_next_is_quiet() throws Exception {
        var bus = BusDaemon.below(root);
        var service = FakeSystemd.machine().on(bus.socket());
        var systemd = new Systemd(root, DEFAULTS);
        assertThat(PartRound.samplesOf(systemd)).isNotEmpty();

        bus.close();
        service.close();

        assertThatThrownBy(() -> PartRound.samplesOf(systemd))
                .isInstanceOfAny(IOException.class, NotHere.class);
    }

    @Test
    void a_bus_that_comes_back_is_read_again() throws Exception {
        var systemd = new Systemd(root, DEFAULTS);
        for (int i = 0; i < 2; i++) {
            try (var bus = BusDaemon.below(root);
                    var _ = FakeSystemd.machine().on(bus.socket())) {
                assertThat(PartRound.samplesOf(systemd))
                        .contains("node_systemd_system_running 0\n");
            }
            Files.deleteIfExists(root.resolve("run/dbus/system_bus_socket"));
        }
    }

    @Test
    void the_state_running_and_bare_metal_are_told() throws Exception {
        var systemd =
                FakeSystemd.machine()
                        .manager("SystemState", "running")
                        .manager("Virtualization", "");
        try (var bus = BusDaemon.below(root);
                var _ = systemd.on(bus.socket())) {
            assertThat(PartRound.samplesOf(new Systemd(root, DEFAULTS)))
                    .contains(
                            "node_systemd_system_running 1\n",
                            "node_systemd_virtualization_info{virtualization_type=\"none\"} 1\n");
        }
    }

    @Test
    void a_list_of_something_else_is_refused_with_the_socket() throws Exception {
        try (var bus = BusDaemon.below(root);
                var _ =
                        FakeService.onBus(
                                bus.socket(),
                                "org.freedesktop.systemd1",
                                _ ->
                                        Optional.of(
                                                FakeService.Answer.of("as", List.of("no unit"))))) {
            assertThatThrownBy(() -> PartRound.samplesOf(new Systemd(root, DEFAULTS)))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            bus.socket() + ": ListUnits answered with no unit, a unit expected");
        }
    }

    @Test
    void a_pattern_that_is_none_is_refused_by_name() {
        assertThatThrownBy(() -> new SystemdSettings("(", "", false, false, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unit_include: '(' is no RE2 pattern: missing closing )");
    }
}
