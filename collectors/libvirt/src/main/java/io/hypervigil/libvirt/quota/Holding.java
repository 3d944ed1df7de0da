package io.hypervigil.libvirt.quota;

import java.util.Optional;

/**
 * What a domain has.
 *
 * @param domain its UUID
 * @param owner empty for one that was not made by us: it counts for the host alone
 */
public record Holding(String domain, Optional<String> owner, Amounts amounts) {}
