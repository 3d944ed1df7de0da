package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.containers.allocation.GpuPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContainerActionsTest {

    @Test
    void the_actions_there_are_with_what_they_need() {
        assertThat(new Bed().all().stream().map(ContainerActionsTest::line))
                .containsExactly(
                        "VIEWER READS SHORT container.list(state, owner, runtime)",
                        "VIEWER READS SHORT container.show(container, runtime)",
                        "OPERATOR CHANGES SHORT container.start(container, share, runtime)",
                        "OPERATOR CHANGES LONG container.stop(container, grace, runtime)",
                        "OPERATOR CHANGES SHORT container.kill(container, signal, runtime)",
                        "OPERATOR CHANGES LONG container.restart(container, grace, share,"
                                + " runtime)",
                        "OPERATOR CHANGES SHORT container.pause(container, runtime)",
                        "OPERATOR CHANGES SHORT container.unpause(container, runtime)",
                        "ADMIN DESTROYS SHORT container.remove(container, force, volumes, runtime)",
                        "OPERATOR READS SHORT container.logs(container, tail, since, stream,"
                                + " limit, runtime)",
                        "OPERATOR CHANGES LONG container.launch(name, image, pull, command,"
                                + " environment, mounts, network, ports, memory, cpus, restart,"
                                + " remove, user, labels, owner, permissions, gpus, gpu_count,"
                                + " gpu_mig, gpu_policy, share, gpu_profile, runtime)",
                        "VIEWER READS SHORT runtime.show()",
                        "ADMIN CHANGES SHORT runtime.switch(runtime)");
    }

    private static String line(Action action) {
        return action.role()
                + " "
                + action.effect()
                + " "
                + action.length()
                + " "
                + action.name()
                + action.parameters().stream()
                        .map(Parameter::name)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    @Test
    void while_the_source_is_closed_every_action_says_so() {
        for (Action action : new ContainerActions(Optional::empty).all()) {
            assertThatThrownBy(() -> action.handler().run(GivenCall.of(false)))
                    .isInstanceOf(ActionFailure.class)
                    .hasMessage("the containers collector is not open");
        }
    }

    @Test
    void by_default_nothing_is_allowed() {
        assertThat(SettingsBinder.defaults(ContainerActionSettings.class))
                .isEqualTo(
                        new ContainerActionSettings(
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                List.of("bridge", "none"),
                                List.of(),
                                List.of(),
                                GpuPolicy.PACK,
                                false,
                                List.of(),
                                Duration.ofSeconds(30)));
    }

    @Test
    void settings_that_could_never_be_are_refused() {
        refused("registries", "registries: 'https://x', a host expected", "https://x");
        refused("mounts", "mounts: 'data', an absolute path, or PATH:rw expected", "data");
        refused("networks", "networks: 'host', the name of one, and not host expected", "host");
        for (String odd : List.of("http", "0", "9-8", "70000", "1.2.3.4", "999.1.1.1:80", "80/x")) {
            refused(
                    "ports",
                    "ports: '" + odd + "', PORT, FIRST-LAST or ADDRESS:PORT expected",
                    odd);
        }
        refused(
                "permissions",
                "permissions: 'root', privileged, pid=host and the like expected",
                "root");
    }

    private static void refused(String key, String message, String value) {
        var all = List.of(value);
        assertThatThrownBy(
                        () ->
                                new ContainerActionSettings(
                                        Optional.empty(),
                                        Optional.empty(),
                                        key.equals("registries") ? all : List.of(),
                                        Optional.empty(),
                                        key.equals("mounts") ? all : List.of(),
                                        key.equals("networks") ? all : List.of(),
                                        key.equals("ports") ? all : List.of(),
                                        key.equals("permissions") ? all : List.of(),
                                        GpuPolicy.PACK,
                                        false,
                                        List.of(),
                                        Duration.ofSeconds(30)))
                .hasMessage(message);
    }

    @Test
    void of_a_log_the_last_bytes_are_kept_and_whole_characters() {
        var tail = new LogTail(5);
        tail.add(bytes("ab"));
        assertThat(tail.text()).isEqualTo("ab");
        assertThat(tail.isCut()).isFalse();
        tail.add(bytes("cdefghij"));
        assertThat(tail.text()).isEqualTo("fghij");
        tail.add(bytes("k"));
        assertThat(tail.text()).isEqualTo("ghijk");
        tail.add(bytes("üxyz"));
        assertThat(tail.text()).isEqualTo("üxyz");
        tail.add(bytes("1"));
        assertThat(tail.text()).isEqualTo("xyz1");
        assertThat(tail.isCut()).isTrue();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }
}
