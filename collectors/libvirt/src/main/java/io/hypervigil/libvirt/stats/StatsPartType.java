package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.libvirt.jna.StatsGroup;
import java.util.List;
import java.util.Set;

/**
 * A group of families that is made from bulk statistics.
 *
 * @param asks what libvirt has to be asked for
 * @param tier how often
 * @param families all that the part may write
 */
public record StatsPartType(
        Group group, Set<StatsGroup> asks, Tier tier, List<Family> families, StatsPart part) {

    public StatsPartType {
        asks = Set.copyOf(asks);
        families = List.copyOf(families);
    }
}
