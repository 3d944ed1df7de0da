package io.hypervigil.admin.job;

import io.hypervigil.admin.call.CallWatch;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Value;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that goes on until a test lets it end, and looks meanwhile whether it is still wanted. */
final class Handler implements JobWork {

    private static final long LOOK_MILLIS = 2;

    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    private final boolean isDeaf;

    private Handler(boolean isDeaf) {
        this.isDeaf = isDeaf;
    }

    /** Ends when it is let, or is cancelled. */
    static Handler listening() {
        return new Handler(false);
    }

    /** Ends when it is let. */
    static Handler deaf() {
        return new Handler(true);
    }

    static ActionResult result(String text) {
        return ActionResult.changed(Map.of("said", new Value.Text(text)));
    }

    @Override
    public ActionResult run(CallWatch watch) throws ActionFailure {
        watch.progress(0.4, "copying");
        entered.countDown();
        try {
            while (!release.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (watch.isCancelled() && !isDeaf) {
                    throw new ActionFailure(
                            Kind.CANCELLED,
                            "cancelled at 40 %",
                            "what was copied is removed",
                            null);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return result("copied");
    }
}
