package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Connections of a test: one for each call, or one for all where what libvirt's test driver knows
 * would be gone with it.
 */
final class HeldConnections implements ControlConnections, AutoCloseable {

    private final Map<String, String> uris = new LinkedHashMap<>();
    private final Map<String, VirtConnection> open = new LinkedHashMap<>();

    /** The same with one more. */
    HeldConnections and(String name, String uri) {
        uris.put(name, uri);
        if (uri.startsWith("test:")) {
            try {
                open.put(name, opened(name));
            } catch (VirtException e) {
                throw new IllegalStateException(e);
            }
        }
        return this;
    }

    @Override
    public List<String> names() {
        return List.copyOf(uris.keySet());
    }

    @Override
    public <T> T with(String name, Work<T> work) throws ActionFailure {
        var held = open.get(name);
        if (held != null) {
            return work.with(held);
        }
        VirtConnection connection;
        try {
            connection = opened(name);
        } catch (VirtException e) {
            throw Refusal.of(name, e);
        }
        try (connection) {
            return work.with(connection);
        }
    }

    @Override
    public void close() {
        open.values().forEach(VirtConnection::close);
    }

    private VirtConnection opened(String name) throws VirtException {
        return VirtConnection.open(Objects.requireNonNull(uris.get(name), name), false);
    }
}
