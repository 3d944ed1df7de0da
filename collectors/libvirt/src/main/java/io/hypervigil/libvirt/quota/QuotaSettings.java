package io.hypervigil.libvirt.quota;

import io.hypervigil.collect.settings.Setting;
import java.util.Map;

/** {@code collectors.libvirt.quotas} in the configuration. */
public record QuotaSettings(
        @Setting(help = "What all machines of this host may have together.") QuotaLimits host,
        @Setting(help = "What the machines of each owner may have.") QuotaLimits eachOwner,
        @Setting(help = "What the machines of an owner may have, by owner, instead of that.")
                Map<String, QuotaLimits> owners) {

    public QuotaSettings {
        owners = Map.copyOf(owners);
    }

    QuotaLimits of(String owner) {
        return owners.getOrDefault(owner, QuotaLimits.NONE).or(eachOwner);
    }
}
