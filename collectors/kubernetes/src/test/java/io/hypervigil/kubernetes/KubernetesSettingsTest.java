package io.hypervigil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.SettingsBinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class KubernetesSettingsTest {

    @Test
    void the_socket_is_the_kubelets_below_the_root() {
        var settings = SettingsBinder.defaults(KubernetesSettings.class);

        assertThat(settings.socketBelow(Path.of("/host")))
                .hasToString("/host/var/lib/kubelet/pod-resources/kubelet.sock");
        assertThat(settings.socketBelow(Path.of("/")))
                .hasToString("/var/lib/kubelet/pod-resources/kubelet.sock");
    }

    @Test
    void a_relative_socket_is_refused() {
        assertThatThrownBy(() -> new KubernetesSettings(Path.of("kubelet.sock")))
                .hasMessage("pod_resources_socket: kubelet.sock, an absolute path expected");
    }
}
