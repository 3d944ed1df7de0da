package io.hypervigil.libvirt.jna;

/**
 * Something that happened to a domain.
 *
 * @param uuid 36 characters, lower case
 * @param name as it was then
 * @param kind what happened
 */
public record DomainEvent(String uuid, String name, EventKind kind) {}
