package io.hypervigil.alerting.notifier;

import java.util.Optional;

/**
 * How it went with one Alertmanager since the process began; what metrics are made of.
 *
 * @param alertmanager scheme, host, port and path, if it has one before that of the API
 * @param waiting alerts now
 * @param sent alerts that it took
 * @param dropped alerts that fell out of a full queue, or that it refused
 * @param errors requests that failed
 * @param lastFault of the newest request, where that failed
 */
public record NotifierCounts(
        String alertmanager,
        int waiting,
        long sent,
        long dropped,
        long errors,
        Optional<String> lastFault) {

    NotifierCounts numbered(int number) {
        return number == 1
                ? this
                : new NotifierCounts(
                        alertmanager + "#" + number, waiting, sent, dropped, errors, lastFault);
    }
}
