/**
 * The names of dcgm-exporter for what is sampled anyway, so that dashboards and rules made for it
 * go on working: {@code --nvml.compat=dcgm}.
 */
@NullMarked
package io.hypervigil.nvml.dcgm;

import org.jspecify.annotations.NullMarked;
