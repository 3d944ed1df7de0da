package io.hypervigil.libvirt.image;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One who waits, notes what is told, and may go away. */
final class Waiting implements ImageWatch {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean isCancelled;

    void cancel() {
        isCancelled = true;
    }

    List<String> told() {
        return told;
    }

    @Override
    public void progress(long bytes, Optional<Long> totalBytes) {
        told.add(bytes + " of " + totalBytes.map(String::valueOf).orElse("?"));
    }

    @Override
    public boolean isCancelled() {
        return isCancelled;
    }
}
