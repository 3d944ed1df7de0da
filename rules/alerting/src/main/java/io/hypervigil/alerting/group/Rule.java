package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.RuleKey;
import io.hypervigil.promql.value.QueryValue;
import java.util.List;

/** A rule that can be evaluated. Thread: that of the rules; what it knows may be read by any. */
sealed interface Rule permits AlertingRule, RecordingRule {

    RuleKey key();

    /** Its expression as Prometheus prints it. */
    String query();

    /**
     * Evaluates once.
     *
     * @param limit the most series or alerts; 0: any
     * @return what is to be written
     */
    List<QueryValue.Sample> evaluate(Asking asking, int limit) throws RuleFailure;
}
