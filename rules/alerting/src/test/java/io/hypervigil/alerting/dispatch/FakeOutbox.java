package io.hypervigil.alerting.dispatch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what it is offered until the test says how it ended. */
public final class FakeOutbox implements Outbox {

    private final Map<String, Notification> waiting = new LinkedHashMap<>();
    private final List<Notification> offered = new ArrayList<>();
    private boolean isFull;

    @Override
    public void offer(Notification notification) throws IOException {
        if (isFull) {
            throw new IOException("no space left");
        }
        if (waiting.putIfAbsent(notification.id(), notification) == null) {
            offered.add(notification);
        }
    }

    @Override
    public Set<String> waiting() {
        return Set.copyOf(waiting.keySet());
    }

    void fill(boolean full) {
        isFull = full;
    }

    /** Those offered since it was asked last. */
    List<Notification> takeOffered() {
        var taken = List.copyOf(offered);
        offered.clear();
        return taken;
    }

    /** Forgets those that wait and returns their ids. */
    List<String> takeWaiting() {
        var ids = List.copyOf(waiting.keySet());
        waiting.clear();
        return ids;
    }
}
