package io.hypervigil.containers.quota;

import java.util.Optional;

/**
 * What a container has.
 *
 * @param owner empty for one that was not launched by us: it counts for the host alone
 * @param amounts what it is limited to; 0 of what it is not limited in
 */
public record Holding(Optional<String> owner, Amounts amounts) {}
