package io.hypervigil.containers.instance;

import io.hypervigil.containers.http.OpenAnswer;
import io.hypervigil.containers.inventory.Container;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A runtime's HTTP API, as far as the inventory needs it. Each call but {@link #sizes} ends within
 * seconds.
 *
 * <p>Thread: one at a time, but for {@link #stock}, {@link #sizes} and {@link #close}.
 */
public interface ContainerApi extends AutoCloseable {

    /** Who answered. */
    record Greeting(String version, String apiVersion) {}

    /** A container as a list tells it: enough to see that it is not as it was. */
    record Listed(String id, String name, Container.State state) {}

    /**
     * What an event is about.
     *
     * @param container that is not as it was
     * @param isOfPod whether a pod is not as it was
     * @param outOfMemory when the container ran out of memory, where it did
     */
    record Change(Optional<String> container, boolean isOfPod, Optional<Instant> outOfMemory) {

        /** What concerns nobody here. */
        public static final Change NONE = new Change(Optional.empty(), false, Optional.empty());
    }

    /** Why it is better not to connect now; empty where it is worth a try. */
    default Optional<String> whyNot() {
        return Optional.empty();
    }

    /** Asks who is there, and agrees on a version. */
    Greeting greet() throws IOException;

    /** Asks whether it still answers. */
    void ping() throws IOException;

    /** All containers, running or not. */
    List<Listed> list() throws IOException;

    /**
     * One container; empty where it is gone.
     *
     * @throws ApiRefusal where the runtime itself cannot say
     */
    Optional<Container> inspect(String id) throws IOException;

    /** Opens the stream of events, those since an instant first. */
    OpenAnswer events(Instant since) throws IOException;

    /**
     * What an event of the stream changes.
     *
     * @throws IOException where it is no event
     */
    Change change(String event) throws IOException;

    /** Its pods. */
    default List<PodSummary> pods() throws IOException {
        return List.of();
    }

    /** Images and volumes. */
    Stock stock() throws IOException;

    /** How large volumes and layers are: it walks the disk for that, for minutes perhaps. */
    Sizes sizes() throws IOException;

    @Override
    void close();
}
