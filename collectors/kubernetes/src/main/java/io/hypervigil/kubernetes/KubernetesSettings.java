package io.hypervigil.kubernetes;

import io.hypervigil.collect.settings.Setting;
import java.nio.file.Path;

/**
 * {@code collectors.kubernetes} in the configuration; its flags begin with {@code --kubernetes.}.
 */
public record KubernetesSettings(
        @Setting(
                        help =
                                "The socket on which the kubelet says which pod has which devices,"
                                        + " below path.rootfs.",
                        byDefault = "/var/lib/kubelet/pod-resources/kubelet.sock")
                Path podResourcesSocket) {

    /** Refuses a path that is relative to wherever the process was started. */
    public KubernetesSettings {
        if (!podResourcesSocket.isAbsolute()) {
            throw new IllegalArgumentException(
                    "pod_resources_socket: " + podResourcesSocket + ", an absolute path expected");
        }
    }

    /** Where the socket is. */
    Path socketBelow(Path root) {
        return root.resolve(Path.of("/").relativize(podResourcesSocket));
    }
}
