package io.hypervigil.libvirt.connection;

import io.hypervigil.libvirt.jna.DomainEvent;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it was told, and asks for events as the real one does. */
final class RecordingListener implements LinkListener {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<DomainEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void up(VirtConnection connection) throws VirtException {
        connection.onEvents(events::add);
        told.add("up");
    }

    @Override
    public void down(String reason) {
        told.add("down: " + reason);
    }

    List<String> told() {
        return told;
    }

    List<DomainEvent> events() {
        return events;
    }
}
