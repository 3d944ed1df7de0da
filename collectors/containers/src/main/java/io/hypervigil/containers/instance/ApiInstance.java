package io.hypervigil.containers.instance;

import io.hypervigil.collect.Threads;
import io.hypervigil.containers.http.HttpFailure;
import io.hypervigil.containers.http.HttpFailure.Reason;
import io.hypervigil.containers.http.LineStream;
import io.hypervigil.containers.instance.ContainerApi.Listed;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.inventory.Container;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A runtime with an HTTP API: listed once, each container inspected once, then kept by events. What
 * an event may have left out is found by a list now and then; a runtime that says nothing is asked
 * whether it is there.
 *
 * <p>Events are opened before the list is asked for, so that none falls between them. Where the
 * runtime stops answering, what it last said is kept.
 */
public final class ApiInstance implements RuntimeInstance {

    /** A user's runtime says what the user wants it to, and our memory is small. */
    private static final int MAX_CONTAINERS = 5_000;

    private static final int MAX_CONTAINERS_OF_USER = 500;

    /** Events that come together are heeded together. */
    private static final int MAX_TOGETHER = 1000;

    private final String runtime;
    private final Optional<String> user;
    private final String address;
    private final ContainerApi api;
    private final InstantSource clock;
    private final Patience patience;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread thread;

    private volatile InstanceState state;
    private volatile Map<String, Container> containers = Map.of();
    private volatile List<PodSummary> pods = List.of();

    /** Ids that are to be inspected; the thread's own, as is what follows. */
    private final Set<String> due = new LinkedHashSet<>();

    private final OomLog oomLog = new OomLog();
    private boolean arePodsDue;
    private long listedNanos;

    /**
     * Begins at once.
     *
     * @param api is closed with it
     */
    public ApiInstance(
            String runtime,
            Optional<String> user,
            String address,
            ContainerApi api,
            InstantSource clock,
            Patience patience) {
        this.runtime = runtime;
        this.user = user;
        this.address = address;
        this.api = api;
        this.clock = clock;
        this.patience = patience;
        this.state = new Down(clock.instant(), "no answer yet");
        this.thread = Threads.start("containers-" + runtime, this::keep);
    }

    @Override
    public String runtime() {
        return runtime;
    }

    @Override
    public Optional<String> user() {
        return user;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public InstanceState state() {
        return state;
    }

    @Override
    public Map<String, Container> containers() {
        return containers;
    }

    @Override
    public List<PodSummary> pods() {
        return pods;
    }

    @Override
    public Optional<Stock> stock() throws IOException {
        return state instanceof Up ? Optional.of(api.stock()) : Optional.empty();
    }

    @Override
    public Optional<Sizes> sizes() throws IOException {
        return state instanceof Up ? Optional.of(api.sizes()) : Optional.empty();
    }

    @Override
    public void awaitAsked(Duration most) throws InterruptedException {
        var _ = asked.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        ended.countDown();
        thread.interrupt();
        api.close();
    }

    private void keep() {
        try {
            while (ended.getCount() > 0) {
                var whyNot = api.whyNot();
                if (whyNot.isPresent()) {
                    down(state.down(clock.instant(), whyNot.get()));
                    pause(patience.lookAgain());
                } else {
                    followOrFail();
                    pause(backoff.pause());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What nobody foresaw ends one connection, not the thread. */
    private void followOrFail() {
        try {
            follow();
        } catch (IOException | RuntimeException e) {
            down(state.down(clock.instant(), e));
        }
    }

    private void follow() throws IOException {
        var greeting = api.greet();
        try (var events = new LineStream(api.events(clock.instant()))) {
            list(true);
            settle(events);
            state = new Up(clock.instant(), greeting.version(), greeting.apiVersion());
            asked.countDown();
            backoff.reset();
            while (ended.getCount() > 0) {
                await(events);
                settle(events);
            }
        }
    }

    /** Waits for an event, or for the time to ask. */
    private void await(LineStream events) throws IOException {
        var event = events.next(patience.check());
        if (event.isPresent()) {
            heed(event.get());
        } else if (events.isEnded()) {
            throw new IOException(address + ": its events have ended");
        } else {
            api.ping();
        }
        if (System.nanoTime() - listedNanos > patience.listAgain().toNanos()) {
            list(false);
        }
    }

    private void heed(String event) throws IOException {
        var change = api.change(event);
        change.container().ifPresent(due::add);
        if (change.container().isPresent() && change.outOfMemory().isPresent()) {
            oomLog.add(change.container().get(), change.outOfMemory().get());
        }
        arePodsDue |= change.isOfPod();
    }

    private void drain(LineStream events) throws IOException {
        var event = events.next(Duration.ZERO);
        for (int i = 0; event.isPresent() && i < MAX_TOGETHER; i++) {
            heed(event.get());
            event = events.next(Duration.ZERO);
        }
    }

    /**
     * @param areAllDue whether those are inspected too that look as they did: a runtime that was
     *     away may have started them anew
     */
    private void list(boolean areAllDue) throws IOException {
        var listed = api.list().stream().limit(maxContainers()).toList();
        var left = new HashMap<>(containers);
        left.keySet().retainAll(listed.stream().map(Listed::id).toList());
        containers = Map.copyOf(left);
        for (Listed each : listed) {
            if (areAllDue || !isAsBefore(each)) {
                due.add(each.id());
            }
        }
        arePodsDue = true;
        listedNanos = System.nanoTime();
    }

    private int maxContainers() {
        return user.isPresent() ? MAX_CONTAINERS_OF_USER : MAX_CONTAINERS;
    }

    private boolean isAsBefore(Listed listed) {
        var known = containers.get(listed.id());
        return known != null
                && known.state() == listed.state()
                && known.name().equals(listed.name());
    }

    /** Inspects what is due, heeding meanwhile what happens: a slow reader loses events. */
    private void settle(LineStream events) throws IOException {
        var next = new HashMap<>(containers);
        drain(events);
        while (!due.isEmpty()) {
            var id = due.iterator().next();
            due.remove(id);
            inspect(id, next);
            drain(events);
        }
        if (!next.equals(containers)) {
            containers = Map.copyOf(next);
        }
        oomLog.retain(next.keySet());
        if (arePodsDue) {
            arePodsDue = false;
            pods = List.copyOf(api.pods());
        }
    }

    private void inspect(String id, Map<String, Container> into) throws IOException {
        try {
            var found = api.inspect(id);
            if (found.isEmpty()) {
                into.remove(id);
            } else if (into.size() < maxContainers() || into.containsKey(id)) {
                into.put(id, oomLog.counted(found.get()));
            }
        } catch (ApiRefusal _) {
            // It cannot say of this one: the others are not to suffer, the next list asks again.
        } catch (HttpFailure e) {
            if (e.reason() != Reason.TIMED_OUT) {
                throw e;
            }
            // Docker's own lock of one container that hangs, unless all of it does.
            api.ping();
        }
    }

    private void down(Down next) {
        due.clear();
        state = next;
        asked.countDown();
    }

    private void pause(Duration pause) throws InterruptedException {
        var _ = ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
