package io.hypervigil.nvml.capture;

import java.util.Map;

/**
 * What nvidia-smi says at a moment.
 *
 * @param gpus cells by column, by UUID
 * @param processes mebibytes as they are written, by {@code UUID PID}; of those that compute
 */
record SmiTable(Map<String, Map<String, String>> gpus, Map<String, String> processes) {}
