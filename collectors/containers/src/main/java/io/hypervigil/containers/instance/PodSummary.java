package io.hypervigil.containers.instance;

import java.time.Instant;
import java.util.Optional;

/**
 * A pod of Podman's.
 *
 * @param id 64 hexadecimal digits
 * @param state in Podman's word: {@code Created}, {@code Running}, {@code Degraded}, …
 * @param infraId of the container that holds its namespaces; "" where there is none
 * @param containers how many it has, the infra container included
 */
public record PodSummary(
        String id,
        String name,
        String state,
        String infraId,
        int containers,
        Optional<Instant> created) {}
