package io.hypervigil.containers.action;

import io.hypervigil.containers.instance.RuntimeInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a runtime listens that containers can be controlled by.
 *
 * @param runtime {@code docker} or {@code podman}
 * @param user whose it is, where it is not root's
 * @param socket that it listens on
 */
public record EngineAddress(String runtime, Optional<String> user, Path socket) {

    static final String DOCKER = "docker";
    static final String PODMAN = "podman";

    /**
     * Those of some runtimes that have a socket; what is read from a folder can be told nothing.
     */
    public static List<EngineAddress> of(List<RuntimeInstance> instances) {
        return instances.stream()
                .filter(one -> one.runtime().equals(DOCKER) || one.runtime().equals(PODMAN))
                .map(one -> new EngineAddress(one.runtime(), one.user(), Path.of(one.address())))
                .filter(address -> !Files.isDirectory(address.socket()))
                .toList();
    }

    /** How callers call it: {@code docker}, or {@code podman:alice} where it is alice's. */
    public String name() {
        return user.map(owner -> runtime + ":" + owner).orElse(runtime);
    }

    boolean isPodman() {
        return runtime.equals(PODMAN);
    }
}
