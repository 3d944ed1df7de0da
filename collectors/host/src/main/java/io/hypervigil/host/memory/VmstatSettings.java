package io.hypervigil.host.memory;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/** Which fields of /proc/vmstat are given. */
public record VmstatSettings(
        @Setting(
                        help = "Pattern of the fields to give.",
                        byDefault = "^(oom_kill|pgpg|pswp|pg.*fault).*")
                String fields) {

    /** Refuses a pattern that is none. */
    public VmstatSettings {
        NameFilter.requirePattern("fields", fields);
    }
}
