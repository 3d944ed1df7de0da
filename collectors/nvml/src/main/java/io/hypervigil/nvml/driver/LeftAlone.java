package io.hypervigil.nvml.driver;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * GPUs of which it is known that each call to them would be stuck, so that none is made for five
 * minutes.
 *
 * <p>Thread: any.
 */
final class LeftAlone {

    private static final long PAUSE_NANOS = Duration.ofMinutes(5).toNanos();

    /** Since when and why. */
    private record Since(long nanos, String why) {}

    private final LongSupplier nanos;
    private final Map<String, Since> byAddress = new ConcurrentHashMap<>();

    LeftAlone(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void add(String pciAddress, String why) {
        byAddress.put(pciAddress, new Since(nanos.getAsLong(), why));
    }

    /** The driver has gone, and what comes next is asked at once. */
    void clear() {
        byAddress.clear();
    }

    /** Why a GPU is not called now; empty where it may be. */
    Optional<String> why(String pciAddress) {
        var since = byAddress.get(pciAddress);
        if (since == null) {
            return Optional.empty();
        }
        long left = since.nanos + PAUSE_NANOS - nanos.getAsLong();
        if (left <= 0) {
            byAddress.remove(pciAddress, since);
            return Optional.empty();
        }
        long seconds = Duration.ofNanos(left).toSeconds() + 1;
        return Optional.of(since.why + "; it is asked again in " + seconds + " s");
    }
}
