package io.hypervigil.host.net;

import io.hypervigil.collect.settings.Setting;
import java.util.Arrays;
import java.util.List;

/** By what the backends of the load balancer are told apart. */
public record IpvsSettings(
        @Setting(
                        help = "Labels of node_ipvs_backend_*, parted by commas.",
                        byDefault =
                                "local_address,local_port,remote_address,remote_port,proto,local_mark")
                String backendLabels) {

    /** All there are, in the order in which they are given. */
    static final List<String> LABELS =
            List.of(
                    "local_address",
                    "local_port",
                    "remote_address",
                    "remote_port",
                    "proto",
                    "local_mark");

    /** Refuses labels that are not known. */
    public IpvsSettings {
        for (String label : split(backendLabels)) {
            if (!LABELS.contains(label)) {
                throw new IllegalArgumentException(
                        "backend_labels: '"
                                + label
                                + "', some of "
                                + String.join(",", LABELS)
                                + " expected");
            }
        }
    }

    /** The labels wanted, in their order. */
    List<String> labels() {
        var wanted = split(backendLabels);
        return LABELS.stream().filter(wanted::contains).toList();
    }

    private static List<String> split(String labels) {
        return Arrays.stream(labels.split(",", -1)).filter(label -> !label.isEmpty()).toList();
    }
}
