package io.hypervigil.containers.instance;

import io.hypervigil.containers.inventory.Container;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One runtime of one user, kept up to date by a thread of its own.
 *
 * <p>Thread: any. All but {@link #stock} and {@link #sizes} answer at once, whatever the runtime
 * does.
 */
public interface RuntimeInstance extends AutoCloseable {

    /** {@code docker}, {@code podman}, {@code containerd}. */
    String runtime();

    /** Whose it is, where it is not root's. */
    Optional<String> user();

    /** The socket or the folder that it is read from. */
    String address();

    /** What messages call it: {@code docker at /run/docker.sock}. */
    default String title() {
        return runtime() + " at " + address();
    }

    InstanceState state();

    /** By id, as of the last time it answered; the same object until something changes. */
    Map<String, Container> containers();

    /** Its pods; none where it knows no pods. */
    default List<PodSummary> pods() {
        return List.of();
    }

    /**
     * Asks for images and volumes; empty where it does not say.
     *
     * @throws IOException where it does not answer within seconds
     */
    default Optional<Stock> stock() throws IOException {
        return Optional.empty();
    }

    /**
     * Has it walk the disk to see how large volumes and layers are; empty where it does not say.
     *
     * @throws IOException where it does not answer within ten minutes
     */
    default Optional<Sizes> sizes() throws IOException {
        return Optional.empty();
    }

    /**
     * Waits until it was asked once, whatever came of it.
     *
     * @param most how long; none to see
     */
    default void awaitAsked(Duration most) throws InterruptedException {}

    /** What cannot be known of its containers by the way that it is read; "" for nothing. */
    default String unsaid() {
        return "";
    }

    /** Ends its thread. The second call does nothing. */
    @Override
    void close();
}
