package io.hypervigil.host.cpu;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/** What of the processors is given beside their times. */
public record CpuSettings(
        @Setting(help = "Give node_cpu_guest_seconds_total.", byDefault = "true") boolean guest,
        @Setting(help = "Give node_cpu_info.") boolean info,
        @Setting(
                        help =
                                "Give node_cpu_flag_info for the flags that this pattern finds; sets"
                                        + " info.",
                        flag = "info.flags-include")
                String infoFlagsInclude,
        @Setting(
                        help =
                                "Give node_cpu_bug_info for the bugs that this pattern finds; sets"
                                        + " info.",
                        flag = "info.bugs-include")
                String infoBugsInclude) {

    /** Refuses patterns that are none. */
    public CpuSettings {
        NameFilter.requirePattern("info_flags_include", infoFlagsInclude);
        NameFilter.requirePattern("info_bugs_include", infoBugsInclude);
    }

    /** Whether /proc/cpuinfo is wanted. */
    boolean wantsInfo() {
        return info || !infoFlagsInclude.isEmpty() || !infoBugsInclude.isEmpty();
    }
}
