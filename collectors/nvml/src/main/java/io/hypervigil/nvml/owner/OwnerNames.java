package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.OwnerType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What owners are called: as those who claim for them say, or else by their ids. */
final class OwnerNames {

    private static final Comparator<Claim> BEST_FIRST =
            Comparator.comparing(Claim::basis).thenComparing(claim -> claim.owner().name());

    private final Map<OwnerKey, String> names = new HashMap<>();
    private final Map<String, OwnerKey> machines = new HashMap<>();

    OwnerNames(List<Claim> claims) {
        for (Claim claim : claims.stream().sorted(BEST_FIRST).toList()) {
            var key = OwnerKey.of(claim.owner());
            names.putIfAbsent(key, claim.owner().name());
            if (key.type() == OwnerType.VM) {
                machines.putIfAbsent(claim.owner().name(), key);
            }
        }
    }

    /** Says what an owner is called, where nobody else does. */
    void otherwise(OwnerKey key, String name) {
        names.putIfAbsent(key, name);
    }

    /** Whether somebody claims for this owner. */
    boolean isKnown(OwnerKey key) {
        return names.containsKey(key);
    }

    String of(OwnerKey key) {
        return names.getOrDefault(key, key.id());
    }

    /** The virtual machine of a name, where one is known. */
    Optional<OwnerKey> machine(String name) {
        return Optional.ofNullable(machines.get(name));
    }
}
