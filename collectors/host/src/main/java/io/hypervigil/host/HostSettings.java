package io.hypervigil.host;

/** {@code collectors.host} in the configuration; its flags begin with {@code --collector.}. */
public record HostSettings() {}
