package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.RuleKey;
import io.hypervigil.alerting.rulefile.RuleSpec;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Printer;
import io.hypervigil.promql.value.QueryValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A rule whose result is written under a name of its own. */
final class RecordingRule implements Rule {

    private final RuleKey key;
    private final RuleSpec.Recording spec;
    private final String query;

    RecordingRule(RuleKey key, RuleSpec.Recording spec) {
        this.key = key;
        this.spec = spec;
        this.query = Printer.print(spec.expression());
    }

    @Override
    public RuleKey key() {
        return key;
    }

    @Override
    public String query() {
        return query;
    }

    @Override
    public List<QueryValue.Sample> evaluate(Asking asking, int limit) throws RuleFailure {
        var samples = asking.ask(spec.expression());
        var named = new ArrayList<QueryValue.Sample>(samples.size());
        var seen = HashSet.<Labels>newHashSet(samples.size());
        for (var sample : samples) {
            var labels = named(sample.labels());
            if (!seen.add(labels)) {
                throw new RuleFailure(
                        "vector contains metrics with the same labelset after applying rule"
                                + " labels");
            }
            named.add(
                    new QueryValue.Sample(
                            labels, sample.millis(), sample.value(), sample.histogram()));
        }
        if (limit > 0 && named.size() > limit) {
            throw new RuleFailure(
                    "exceeded limit of " + limit + " with " + named.size() + " series");
        }
        return named;
    }

    private Labels named(Labels labels) {
        var named = labels.with(Labels.NAME, key.name());
        for (var label : key.labels().entrySet()) {
            named = named.with(label.getKey(), label.getValue());
        }
        return named;
    }
}
