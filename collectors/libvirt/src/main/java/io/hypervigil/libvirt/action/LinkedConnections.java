package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connections that are taken where others are watched already: one that hangs is lost with the
 * thread that uses it.
 *
 * <p>Thread: any platform thread.
 */
public final class LinkedConnections implements ControlConnections {

    private final Map<String, VirtSource> sources;

    /**
     * @param sources by the names of their connections, at least one; closed by whoever made them
     */
    public LinkedConnections(Map<String, ? extends VirtSource> sources) {
        this.sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    @Override
    public List<String> names() {
        return List.copyOf(sources.keySet());
    }

    @Override
    public <T> T with(String name, Work<T> work) throws ActionFailure {
        var source = sources.get(name);
        if (source == null) {
            throw new IllegalArgumentException("no connection '" + name + "'");
        }
        if (!source.isThere()) {
            throw Refusal.of(
                    Kind.UNAVAILABLE,
                    name + ": " + source.absence(),
                    "see whether libvirtd runs; it is tried again by itself");
        }
        VirtConnection connection;
        try {
            connection = source.take();
        } catch (VirtException e) {
            throw Refusal.of(name, e);
        }
        try {
            return work.with(connection);
        } finally {
            source.giveBack(connection);
        }
    }
}
