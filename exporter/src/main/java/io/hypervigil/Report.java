package io.hypervigil;

import io.hypervigil.collect.SampleBook;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.CollectorStatus.ProbeStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What could be read of each source, what could not, and why, for people.
 *
 * <pre>
 * nvml: ok
 *   driver: ok, samples: 1
 *   gpu-GPU-7f3c…: ok, samples: 96
 *     no gpu_ofa_utilization_ratio: nvmlDeviceGetOfaUtilization: not supported by this GPU
 *   switched off: dcgm
 * </pre>
 */
final class Report {

    private final StringBuilder text = new StringBuilder();
    private final Map<String, List<String>> off;

    private Report(Map<String, List<String>> off) {
        this.off = off;
    }

    /**
     * Writes the report of some collectors.
     *
     * @param off the groups that are switched off, by collector
     */
    static void write(
            List<CollectorStatus> statuses, Map<String, List<String>> off, OutputStream out)
            throws IOException {
        var report = new Report(off);
        statuses.forEach(report::add);
        out.write(report.text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void add(CollectorStatus status) {
        var name = status.collector().name();
        var reasons = reasons(status.probes());
        if (!status.isAvailable() && reasons.size() == 1) {
            line("", name, status.word(), reasons.getFirst());
        } else {
            line("", name, status.word(), status.openFailure());
            add(status.probes());
            var groups = off.getOrDefault(name, List.of());
            if (!groups.isEmpty()) {
                line("  ", "switched off", String.join(", ", groups), "");
            }
        }
    }

    /** Where a source does not answer, all its probes say the same, which is said once. */
    private void add(List<ProbeStatus> probes) {
        var names =
                probes.stream()
                        .filter(probe -> !isServed(probe))
                        .collect(
                                Collectors.groupingBy(
                                        Report::said,
                                        Collectors.mapping(
                                                ProbeStatus::name, Collectors.joining(", "))));
        for (ProbeStatus probe : probes) {
            if (isServed(probe)) {
                add(probe);
            } else {
                var all = names.remove(said(probe));
                if (all != null) {
                    line("  ", all, said(probe), "");
                }
            }
        }
    }

    private static List<String> reasons(List<ProbeStatus> probes) {
        return probes.stream().map(probe -> probe.state().reason()).distinct().toList();
    }

    private static String said(ProbeStatus probe) {
        var reason = probe.state().reason();
        return probe.state().word() + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static boolean isServed(ProbeStatus probe) {
        return probe.state().served().isPresent();
    }

    private void add(ProbeStatus probe) {
        var served = probe.state().served().orElseThrow();
        line("  ", probe.name(), probe.state().word() + ", samples: " + probe.samples(), "");
        for (SampleBook.Problem problem : served.problems()) {
            var cause = problem.cause().getMessage();
            line(
                    "    ",
                    "problem of " + problem.group().name(),
                    cause == null ? problem.cause().getClass().getSimpleName() : cause,
                    "");
        }
        for (SampleBook.Missing missing : served.missing()) {
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
