package io.hypervigil.libvirt.jna;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Those who want to be called back, by the number that libvirt carries for them. The functions that
 * it calls are constants, which live as long as it may call; whoever gave up is only no longer
 * found.
 *
 * <p>Thread: any.
 */
final class Registered<L> {

    private final AtomicLong last = new AtomicLong();
    private final ConcurrentMap<Long, L> byNumber = new ConcurrentHashMap<>();

    long add(L listener) {
        long number = last.incrementAndGet();
        byNumber.put(number, listener);
        return number;
    }

    @Nullable L of(long number) {
        return byNumber.get(number);
    }

    void remove(long number) {
        byNumber.remove(number);
    }
}
