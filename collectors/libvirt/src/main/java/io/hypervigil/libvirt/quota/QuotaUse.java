package io.hypervigil.libvirt.quota;

import java.util.Optional;

/**
 * How much of a quota is used.
 *
 * @param owner empty for the host's
 * @param limit empty where there is none
 */
public record QuotaUse(
        Optional<String> owner, Resource resource, long used, Optional<Long> limit) {}
