package io.hypervigil.nvml.dcgm;

import io.hypervigil.collect.MetricType;
import java.util.Optional;

/**
 * A line of a list of counters: {@code DCGM_FI_DEV_GPU_TEMP, gauge, GPU temperature (in C).}
 *
 * @param field the name of the field, which is the metric's too
 * @param type of the metric; empty where the field is to be a label of all others
 * @param help as it stands in the list
 */
record DcgmEntry(String field, Optional<MetricType> type, String help) {}
