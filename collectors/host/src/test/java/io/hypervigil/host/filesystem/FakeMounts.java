package io.hypervigil.host.filesystem;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Mounts of which some hang until they are let go.
 *
 * <p>Thread: any.
 */
final class FakeMounts implements MountCalls.Call<Space> {

    private final Map<String, Space> answers = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    FakeMounts answering(String path, Space answer) {
        answers.put(path, answer);
        return this;
    }

    FakeMounts hanging(String... paths) {
        List.of(paths).forEach(path -> hanging.put(path, new CountDownLatch(1)));
        return this;
    }

    void letGo(String path) {
        var latch = hanging.remove(path);
        if (latch != null) {
            latch.countDown();
        }
    }

    void letAllGo() {
        List.copyOf(hanging.keySet()).forEach(this::letGo);
    }

    /** How often a mount was called into. */
    int calls(String path) {
        return calls.getOrDefault(path, new AtomicInteger()).get();
    }

    @Override
    public Space into(String path) {
        calls.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
        var latch = hanging.get(path);
        if (latch != null) {
            awaitUninterruptibly(latch);
        }
        return answers.getOrDefault(path, new Space.Sizes(100, 50, 40, 10, 5));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean isInterrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException _) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
