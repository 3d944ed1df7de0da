package io.hypervigil.host.kernel;

import io.hypervigil.collect.settings.Setting;

/** What of /proc/stat is given beside its totals. */
public record StatSettings(@Setting(help = "Give node_softirqs_total by kind.") boolean softirq) {}
