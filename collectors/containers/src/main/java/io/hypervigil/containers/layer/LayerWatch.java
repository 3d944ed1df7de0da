package io.hypervigil.containers.layer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for the space of a runtime's layers now and then.
 *
 * <p>Thread: one asks, which may hang with the file system; any reads.
 */
public final class LayerWatch {

    private static final Duration ASK_EVERY = Duration.ofSeconds(15);

    private final Path root;
    private volatile Optional<LayerSpace> latest = Optional.empty();
    private long askedNanos;
    private boolean isAsked;

    /**
     * @param root what the paths of the host lie below
     */
    public LayerWatch(Path root) {
        this.root = root;
    }

    /** As it was asked last. */
    public Optional<LayerSpace> latest() {
        return latest;
    }

    /**
     * Asks, unless it did a moment ago.
     *
     * @param folder of the host; empty where the runtime does not say
     */
    public void ask(Optional<Path> folder) {
        long now = System.nanoTime();
        if (!isAsked || now - askedNanos >= ASK_EVERY.toNanos()) {
            isAsked = true;
            askedNanos = now;
            latest = folder.map(this::below).flatMap(LayerSpace::of);
        }
    }

    private Path below(Path folder) {
        return root.resolve(Path.of("/").relativize(folder));
    }
}
