package io.hypervigil.host.cpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What the processors are vulnerable to, and what the kernel does about it.
 *
 * <pre>
 * node_cpu_vulnerabilities_info{codename="itlb_multihit",state="not affected",mitigation=""} 1
 * node_cpu_vulnerabilities_info{codename="retbleed",state="mitigation",mitigation="untrained return thunk; SMT enabled"} 1
 * </pre>
 */
public final class CpuVulnerabilities implements HostPart {

    public static final Group GROUP =
            Group.off(
                    "cpu_vulnerabilities",
                    "weaknesses from /sys/devices/system/cpu/vulnerabilities");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_cpu_vulnerabilities_info",
                    "A weakness of processors and how this one stands to it, from"
                            + " /sys/devices/system/cpu/vulnerabilities.",
                    "codename",
                    "state",
                    "mitigation");

    public static final List<Family> FAMILIES = List.of(INFO);

    private static final String FOLDER = "devices/system/cpu/vulnerabilities";

    /**
     * What a file may begin with, in any case; the rest but for the first word is the mitigation.
     */
    private static final List<String> STATES = List.of("vulnerable", "mitigation", "unknown");

    private static final String NOT_AFFECTED = "not affected";

    private final FileTree sys;

    public CpuVulnerabilities(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (String codename : sys.list(FOLDER)) {
            var state = parse(sys.read(FOLDER + "/" + codename, Text::trimmed));
            sink.add(INFO, 1, codename, state.state, state.mitigation);
        }
    }

    static Reading parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(NOT_AFFECTED)) {
            return new Reading(NOT_AFFECTED, "");
        }
        return STATES.stream()
                .filter(lower::startsWith)
                .findFirst()
                .map(state -> new Reading(state, behindFirstWord(text)))
                .orElse(new Reading("unknown", text));
    }

    private static String behindFirstWord(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? "" : text.substring(blank).strip().replaceAll("\\s+", " ");
    }

    record Reading(String state, String mitigation) {}
}
