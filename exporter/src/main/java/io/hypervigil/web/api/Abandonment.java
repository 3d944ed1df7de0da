package io.hypervigil.web.api;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Whether nobody waits for an answer any more; looks at the connection now and then only, however
 * often it is asked.
 *
 * <p>Thread: one at a time.
 */
final class Abandonment implements BooleanSupplier {

    private static final long NANOS_BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(50);

    private final BooleanSupplier isAwaited;
    private long lookedNanos = System.nanoTime();
    private boolean isAbandoned;

    Abandonment(BooleanSupplier isAwaited) {
        this.isAwaited = isAwaited;
    }

    @Override
    public boolean getAsBoolean() {
        long now = System.nanoTime();
        if (!isAbandoned && now - lookedNanos >= NANOS_BETWEEN_LOOKS) {
            lookedNanos = now;
            isAbandoned = !isAwaited.getAsBoolean();
        }
        return isAbandoned;
    }
}
