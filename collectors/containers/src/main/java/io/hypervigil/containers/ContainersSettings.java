package io.hypervigil.containers;

import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Setting;
import io.hypervigil.containers.action.ContainerActionSettings;
import io.hypervigil.containers.quota.QuotaSettings;
import io.hypervigil.containers.runtime.RuntimesSettings;
import io.hypervigil.containers.state.ShownLabels;
import java.time.Duration;
import java.util.List;

/**
 * {@code collectors.containers} in the configuration; its flags begin with {@code --containers.}.
 */
public record ContainersSettings(
        @Setting(
                        help =
                                "Labels of containers that become labels of container_info, as"
                                        + " container_label_NAME.")
                List<String> labels,
        @Setting(
                        help =
                                "Containers of Kubernetes' pods, which the kubelet gives under the"
                                        + " same names: on gives them here too, off leaves them"
                                        + " out, auto gives nothing on a node of Kubernetes.",
                        byDefault = "auto")
                Kubernetes kubernetes,
        @Setting(
                        help =
                                "Also give slices, services and scopes of systemd, as containers"
                                        + " without name and image.")
                boolean units,
        @Setting(
                        help =
                                "Control groups to look at, of all kinds; what is beyond is left out.",
                        byDefault = "10000",
                        min = 1,
                        max = 1_000_000)
                int maxCgroups,
        @Setting(
                        help =
                                "How often runtimes measure their volumes and layers, which walks"
                                        + " the disk, where the group containers.sizes is on; 1m at"
                                        + " least.",
                        byDefault = "1h")
                Duration sizesInterval,
        @Setting(help = "Docker, Podman and containerd.") RuntimesSettings runtimes,
        @Setting(help = "What containers may be told to do.") ContainerActionSettings actions,
        @Setting(help = "How much all containers, and those of an owner, may have.")
                QuotaSettings quotas) {

    private static final Duration LEAST_SIZES_INTERVAL = Duration.ofMinutes(1);

    /** What to do about pods. */
    public enum Kubernetes {
        AUTO,
        ON,
        OFF
    }

    /** Refuses labels that would be called the same, and walks without end. */
    public ContainersSettings {
        labels = List.copyOf(labels);
        if (sizesInterval.compareTo(LEAST_SIZES_INTERVAL) < 0) {
            throw new IllegalArgumentException(
                    "sizes_interval: "
                            + Durations.format(sizesInterval)
                            + ", 1m or more expected: runtimes walk the disk for it");
        }
        try {
            new ShownLabels(labels);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("labels: " + e.getMessage(), e);
        }
    }

    ShownLabels shownLabels() {
        return new ShownLabels(labels);
    }
}
