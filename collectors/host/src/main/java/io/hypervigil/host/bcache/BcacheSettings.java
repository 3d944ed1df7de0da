package io.hypervigil.host.bcache;

import io.hypervigil.collect.settings.Setting;

/** {@code --collector.bcache.*}, with node_exporter's names and defaults. */
public record BcacheSettings(
        @Setting(
                        help =
                                "Read how much of each cache is unused or metadata: the kernel walks all buckets for it.",
                        byDefault = "false",
                        flag = "priorityStats")
                boolean priorityStats) {}
