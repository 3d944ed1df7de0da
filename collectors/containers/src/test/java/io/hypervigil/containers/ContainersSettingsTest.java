package io.hypervigil.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.containers.ContainersSettings.Kubernetes;
import io.hypervigil.containers.runtime.RuntimesSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContainersSettingsTest {

    @Test
    void no_label_is_shown_by_default_and_pods_are_left_to_the_kubelet() {
        assertThat(SettingsBinder.defaults(ContainersSettings.class))
                .isEqualTo(
                        new ContainersSettings(
                                List.of(),
                                Kubernetes.AUTO,
                                false,
                                10_000,
                                Duration.ofHours(1),
                                SettingsBinder.defaults(RuntimesSettings.class),
                                Hosts.NO_ACTIONS,
                                Hosts.NO_QUOTAS));
    }

    @Test
    void labels_that_would_be_called_the_same_are_refused() {
        assertThatThrownBy(
                        () ->
                                new ContainersSettings(
                                        List.of("a.b", "a_b"),
                                        Kubernetes.OFF,
                                        true,
                                        1,
                                        Hosts.SELDOM,
                                        Hosts.NO_RUNTIMES,
                                        Hosts.NO_ACTIONS,
                                        Hosts.NO_QUOTAS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels: 'a.b' and 'a_b' would both be container_label_a_b");
    }

    @Test
    void walks_of_the_disk_without_end_are_refused() {
        assertThatThrownBy(
                        () ->
                                new ContainersSettings(
                                        List.of(),
                                        Kubernetes.OFF,
                                        true,
                                        1,
                                        Duration.ofSeconds(59),
                                        Hosts.NO_RUNTIMES,
                                        Hosts.NO_ACTIONS,
                                        Hosts.NO_QUOTAS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "sizes_interval: 59s, 1m or more expected: runtimes walk the disk for it");
    }
}
