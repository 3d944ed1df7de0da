package io.hypervigil.alerting.alert;

import java.util.List;

/**
 * Is told of alerts: at least once of each that fires and each that is resolved, and again and
 * again while they do.
 *
 * <p>Thread: that of the rules; it must not wait for anyone, and keeps what it cannot deliver yet.
 */
@FunctionalInterface
public interface AlertListener {

    /**
     * @param alerts of one rule at one time, at least one
     */
    void tell(List<AlertNotice> alerts);
}
