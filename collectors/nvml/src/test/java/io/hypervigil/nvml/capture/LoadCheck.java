package io.hypervigil.nvml.capture;

import io.hypervigil.nvml.capture.GpuLoad.Busy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

/**
 * What has to be seen of a program of which is known what it does to a GPU.
 *
 * @param rows of a Markdown table: GPU, what, what is expected, "", ours
 * @param flaws where it is not seen; empty where all is well
 */
record LoadCheck(List<String> rows, List<String> flaws) {

    private static final Pattern OWNER =
            Pattern.compile(
                    "gpu_owner_info\\{gpu=\"([^\"]*)\",(owner_type=\"([^\"]*)\","
                            + "owner_id=\"([^\"]*)\"),owner_name=\"[^\"]*\"} \\S+");

    /** The first kind whose monitors NVML opens. */
    private static final double HOPPER = 9.0;

    /**
     * Looks for it.
     *
     * @param comparison taken while it was at work
     * @param proc the host's /proc
     */
    static LoadCheck of(Busy load, SmiComparison comparison, Path proc) throws IOException {
        var check = new LoadCheck(new ArrayList<>(), new ArrayList<>());
        var page =
                Page.of(
                        comparison.ours().stream()
                                .filter(line -> line.contains("gpu=\"" + load.gpuUuid() + "\""))
                                .toList(),
                        "");
        check.gpu(load, page);
        check.activity(load, page);
        check.process(load, comparison, page, proc);
        return check;
    }

    private void gpu(Busy load, Page page) {
        expect(load, page, "gpu_utilization_ratio", "above 0", value -> value > 0);
        expect(
                load,
                page,
                "gpu_memory_used_bytes",
                load.bytes() + " or more",
                value -> value >= load.bytes());
    }

    /** The monitors are those of Hopper and later. */
    private void activity(Busy load, Page page) {
        double capability = page.value("gpu_info/compute_capability").orElse(0);
        if (capability >= HOPPER) {
            expect(load, page, "gpu_sm_active_ratio", "above 0", value -> value > 0);
            expect(load, page, "gpu_sm_occupancy_ratio", "above 0", value -> value > 0);
            expect(load, page, "gpu_pipe_active_ratio{pipe=\"fp32\"}", "above 0", v -> v > 0);
        }
    }

    /** Where the driver lists the program by another PID, or not at all, nobody can tell whose. */
    private void process(Busy load, SmiComparison comparison, Page page, Path proc)
            throws IOException {
        var memory = comparison.theirs().processes().get(load.gpuUuid() + " " + load.pid());
        if (memory == null) {
            row(load, "process " + load.pid(), "listed by nvidia-smi", "not listed to this /proc");
            return;
        }
        var ours =
                page.values().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("gpu_process_memory_bytes{"))
                        .filter(e -> e.getKey().contains("pid=\"" + load.pid() + "\""))
                        .mapToDouble(entry -> entry.getValue())
                        .findFirst();
        if (new SmiColumn("", "", 1, 0).value(memory).isPresent()) {
            hold(
                    load,
                    "gpu_process_memory_bytes, PID " + load.pid(),
                    load.bytes() + " or more",
                    ours,
                    value -> value >= load.bytes());
        }
        var owner = owner(load, comparison.ours(), proc);
        owner.ifPresentOrElse(
                labels -> owned(load, labels, page, ours.isPresent()),
                () -> flaw(load, "owner", "of PID " + load.pid(), "none"));
    }

    private void owned(Busy load, String owner, Page page, boolean isMemoryTold) {
        row(load, "gpu_owner_info", "the owner of PID " + load.pid(), owner.replace("\"", ""));
        if (isMemoryTold) {
            expect(
                    load,
                    page,
                    "gpu_owner_memory_bytes{" + owner + "}",
                    load.bytes() + " or more",
                    value -> value >= load.bytes());
        }
        if (page.values().containsKey("gpu_owner_sm_ratio{" + owner + "}")) {
            expect(load, page, "gpu_owner_sm_ratio{" + owner + "}", "above 0", v -> v > 0);
            expect(
                    load,
                    page,
                    "gpu_owner_energy_joules_total{" + owner + "}",
                    "above 0",
                    value -> value > 0);
        }
    }

    /** The labels of the owner that the kernel's own files say that the program has. */
    private static Optional<String> owner(Busy load, List<String> lines, Path proc)
            throws IOException {
        var cgroup = plain(Files.readString(proc.resolve(load.pid() + "/cgroup")));
        for (String line : lines) {
            var found = OWNER.matcher(line);
            if (found.matches()
                    && found.group(1).equals(load.gpuUuid())
                    && isOwner(found.group(3), found.group(4), load.pid(), cgroup)) {
                return Optional.of(found.group(2));
            }
        }
        return Optional.empty();
    }

    private static boolean isOwner(String type, String id, long pid, String cgroup) {
        return type.equals("process")
                ? id.startsWith(pid + ":")
                : Arrays.stream(id.split("/", -1)).allMatch(part -> cgroup.contains(plain(part)));
    }

    /** A dash is written in other ways in a path. */
    private static String plain(String path) {
        return path.replace('_', '-').replace("\\x2d", "-");
    }

    private void expect(
            Busy load, Page page, String series, String expected, DoublePredicate holds) {
        hold(load, series, expected, page.value(series), holds);
    }

    private void hold(
            Busy load, String what, String expected, OptionalDouble ours, DoublePredicate holds) {
        var text = ours.isPresent() ? String.valueOf(ours.getAsDouble()) : "none";
        row(load, what, expected, text);
        if (ours.isEmpty() || !holds.test(ours.getAsDouble())) {
            flaws.add(load.gpuUuid() + ", " + what + ": expected " + expected + ", ours " + text);
        }
    }

    private void flaw(Busy load, String what, String expected, String ours) {
        row(load, what, expected, ours);
        flaws.add(load.gpuUuid() + ", " + what + ": expected " + expected + ", ours " + ours);
    }

    private void row(Busy load, String what, String expected, String ours) {
        rows.add("| " + String.join(" | ", load.gpuUuid(), what, expected, "", ours) + " |");
    }
}
