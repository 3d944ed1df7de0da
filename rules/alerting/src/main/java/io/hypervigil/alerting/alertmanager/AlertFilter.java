package io.hypervigil.alerting.alertmanager;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.dispatch.AlertStatus;
import io.hypervigil.alerting.match.Matchers;

/** Which alerts a request asks for. */
final class AlertFilter {

    private final boolean isActiveAsked;
    private final boolean isSilencedAsked;
    private final boolean isInhibitedAsked;
    private final Matchers matchers;

    /**
     * @param query {@code unprocessed} is understood and means nothing: the state of an alert is
     *     found out when it is asked for
     */
    AlertFilter(Query query) {
        isActiveAsked = query.isOn("active");
        isSilencedAsked = query.isOn("silenced");
        isInhibitedAsked = query.isOn("inhibited");
        query.isOn("unprocessed");
        matchers = query.matchers("filter");
    }

    boolean isMeant(Alert alert, AlertStatus status) {
        boolean isHeld = !status.silencedBy().isEmpty() || !status.inhibitedBy().isEmpty();
        return (isActiveAsked || isHeld)
                && (isSilencedAsked || status.silencedBy().isEmpty())
                && (isInhibitedAsked || status.inhibitedBy().isEmpty())
                && matchers.matches(alert.labels());
    }
}
