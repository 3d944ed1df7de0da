package io.hypervigil;

import io.hypervigil.collect.SampleBook;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.CollectorStatus.ProbeStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What could be read of each source, what could not, and why, for people.
 *
 * <pre>
 * nvml: ok
 *   driver: ok, samples: 1
 *   gpu-GPU-7f3c…: ok, samples: 96
 *     no gpu_ofa_utilization_ratio: nvmlDeviceGetOfaUtilization: not supported by this GPU
 * </pre>
 */
final class Report {

    private final StringBuilder text = new StringBuilder();

    private Report() {}

    /** Writes the report of some collectors. */
    static void write(List<CollectorStatus> statuses, OutputStream out) throws IOException {
        var report = new Report();
        statuses.forEach(report::add);
        out.write(report.text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void add(CollectorStatus status) {
        line("", status.collector().name(), status.word(), status.openFailure());
        status.probes().forEach(this::add);
    }

    private void add(ProbeStatus probe) {
        var state = probe.state();
        var served = state.served();
        if (served.isEmpty()) {
            line("  ", probe.name(), state.word(), state.reason());
            return;
        }
        line("  ", probe.name(), state.word() + ", samples: " + probe.samples(), "");
        for (SampleBook.Problem problem : served.get().problems()) {
            var cause = problem.cause().getMessage();
            line(
                    "    ",
                    "problem of " + problem.group().name(),
                    cause == null ? problem.cause().getClass().getSimpleName() : cause,
                    "");
        }
        for (SampleBook.Missing missing : served.get().missing()) {
            line("    ", "no " + missing.what(), missing.why(), "");
        }
        if (!probe.lastDropped().isEmpty()) {
            line("    ", "dropped", probe.lastDropped(), "");
        }
    }

    private void line(String indent, String what, String state, String reason) {
        text.append(indent).append(what).append(": ").append(state);
        if (!reason.isEmpty()) {
            text.append(": ").append(reason);
        }
        text.append('\n');
    }
}
