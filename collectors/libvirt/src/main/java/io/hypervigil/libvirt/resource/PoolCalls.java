package io.hypervigil.libvirt.resource;

import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.jna.VirtPool;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Calls to storage pools, of which one whose server of files is gone holds no other: each is waited
 * for only so long, and one that was late is left alone for 40 s.
 *
 * <p>Thread: one.
 */
final class PoolCalls {

    /** No multiple of the usual intervals, so that the same round does not always meet it. */
    private static final Duration PAUSE = Duration.ofSeconds(40);

    private final LimitedCalls calls;
    private final Duration limit;
    private final Pauses pauses;

    /**
     * @param calls which others may share: a pool that hangs for one is not asked by another
     * @param limit for one pool
     */
    PoolCalls(LimitedCalls calls, Duration limit, LongSupplier nanoTime) {
        this.calls = calls;
        this.limit = limit;
        this.pauses = new Pauses(nanoTime, PAUSE, PAUSE);
    }

    /** What is asked of a pool. */
    @FunctionalInterface
    interface Question<T> {
        T ask(VirtPool pool) throws VirtException;
    }

    /** Who hears what a pool answers. */
    @FunctionalInterface
    interface Listener<T> {
        void hear(String pool, String uuid, Answer<T> answer);
    }

    /** Asks all pools, by name. */
    <T> void each(VirtConnection connection, Listener<T> listener, Question<T> question)
            throws VirtException {
        calls.begin();
        var pools = connection.pools().stream().sorted(Comparator.comparing(VirtPool::name));
        var list = pools.toList();
        pauses.keepOnly(list.stream().map(VirtPool::name).toList());
        ask(list, listener, question);
    }

    private <T> void ask(List<VirtPool> pools, Listener<T> listener, Question<T> question) {
        for (VirtPool pool : pools) {
            var name = pool.name();
            var uuid = pool.uuid();
            listener.hear(name, uuid, answer(name, pool, question));
        }
    }

    private <T> Answer<T> answer(String name, VirtPool pool, Question<T> question) {
        if (pauses.isPaused(name)) {
            pool.close();
            return new Answer.Late<>();
        }
        var answer = calls.ask(name, limit, pool::close, () -> question.ask(pool));
        if (answer instanceof Answer.Late) {
            pauses.failed(name);
        } else {
            pauses.answered(name);
        }
        return answer;
    }
}
