package io.hypervigil.containers.quota;

import io.hypervigil.collect.settings.Setting;
import java.util.Map;

/** {@code collectors.containers.quotas} in the configuration. */
public record QuotaSettings(
        @Setting(help = "What all containers of this host may have together.") QuotaLimits host,
        @Setting(help = "What the containers of each owner may have.") QuotaLimits eachOwner,
        @Setting(help = "What the containers of an owner may have, by owner, instead of that.")
                Map<String, QuotaLimits> owners) {

    /** Keeps what it was given from changing. */
    public QuotaSettings {
        owners = Map.copyOf(owners);
    }

    QuotaLimits of(String owner) {
        return owners.getOrDefault(owner, QuotaLimits.NONE).or(eachOwner);
    }
}
