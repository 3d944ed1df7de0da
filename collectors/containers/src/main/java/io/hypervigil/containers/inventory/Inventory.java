package io.hypervigil.containers.inventory;

import io.hypervigil.containers.layer.LayerSpace;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every container that the runtimes tell of, running or not, as of now; kept by their events, so
 * that asking costs nothing.
 *
 * <p>Thread: any.
 */
public interface Inventory {

    /** All of them, in no order; a copy that does not change. */
    Collection<Container> containers();

    /**
     * Waits until those who tell have been asked once, so that the first round is not empty.
     *
     * @param most how long, counted from their beginning: who hangs is waited for once
     */
    default void awaitAsked(Duration most) throws InterruptedException {}

    /** The one with the full id. */
    Optional<Container> find(String id);

    /**
     * What is known of one whose runtime is away for longer: names, and nothing of what it does.
     * Not among {@link #containers}.
     */
    default Optional<Container> remembered(String id) {
        return Optional.empty();
    }

    /** The file system that holds the layers of a container and its like, where that is known. */
    default Optional<LayerSpace> layerSpace(String id) {
        return Optional.empty();
    }

    /** What a container had written to its own layer when that was measured last, in bytes. */
    default OptionalLong layerBytes(String id) {
        return OptionalLong.empty();
    }

    /** The version of a runtime of root's that answers. */
    default Optional<String> version(String runtime) {
        return Optional.empty();
    }
}
