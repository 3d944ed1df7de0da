package io.hypervigil.containers;

import java.util.List;

/** Names of cAdvisor's that promtool would have otherwise; kept to the letter. */
final class KeptNames {

    /** A counter that is not called so, a gauge that is called a counter, labels in camel case. */
    private static final List<String> ALL =
            List.of(
                    "container_memory_failcnt",
                    "container_fs_inodes_total",
                    "cadvisor_version_info");

    private KeptNames() {}

    /** What promtool said of other names. */
    static List<String> withoutThem(String output) {
        return output.lines().filter(line -> ALL.stream().noneMatch(line::startsWith)).toList();
    }
}
