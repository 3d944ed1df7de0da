package io.hypervigil.alerting.outbox;

import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.receiver.Outcome;
import java.util.Map;

/** Makes one attempt at telling a target, and says how it went; it throws nothing. */
@FunctionalInterface
public interface Delivery {

    /**
     * One attempt.
     *
     * @param memory what the last delivery about the same group left behind
     */
    Outcome attempt(Notification notification, Map<String, String> memory);
}
