package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.Staleness;
import io.hypervigil.promql.value.QueryValue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A rule in its group: what became of its last evaluation, and which series it gave. */
final class RuleSlot {

    private static final Logger LOG = LoggerFactory.getLogger(RuleSlot.class);

    private final Rule rule;
    private final LongSupplier nanos;
    private Set<Labels> series = Set.of();
    private final RuleViews views = new RuleViews();
    private volatile RuleStatus status = RuleStatus.NEW;

    RuleSlot(Rule rule, LongSupplier nanos) {
        this.rule = rule;
        this.nanos = nanos;
    }

    Rule rule() {
        return rule;
    }

    RuleStatus status() {
        return status;
    }

    RuleView view() {
        return views.of(rule, status);
    }

    /** The series that its last evaluation wrote. */
    Set<Labels> series() {
        return series;
    }

    void inherit(Set<Labels> written) {
        series = written;
    }

    /** Evaluates, tells of alerts, writes what came, and marks what no longer comes. */
    void evaluate(Asking asking, int limit, Duration interval) {
        long begin = nanos.getAsLong();
        var error = Optional.<String>empty();
        try {
            var samples = rule.evaluate(asking, limit);
            tell(asking, interval);
            error = write(samples, asking);
        } catch (RuleFailure e) {
            error = Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // One rule that meets a mistake of ours must not silence those behind it.
            error = Optional.of("internal error: " + e);
        }
        log(error);
        status =
                new RuleStatus(
                        error.isEmpty() ? RuleHealth.GOOD : RuleHealth.BAD,
                        error,
                        Optional.of(asking.at()),
                        Duration.ofNanos(nanos.getAsLong() - begin));
    }

    private void log(Optional<String> error) {
        if (error.isPresent() && !error.equals(status.error())) {
            LOG.atWarn()
                    .addKeyValue("group", rule.key().group())
                    .addKeyValue("rule", rule.key().name())
                    .addKeyValue("error", error.get())
                    .log("rule could not be evaluated");
        }
    }

    private void tell(Asking asking, Duration interval) {
        switch (rule) {
            case AlertingRule alerting -> tell(alerting, asking, interval);
            case RecordingRule _ -> {}
        }
    }

    private static void tell(AlertingRule rule, Asking asking, Duration interval) {
        var due = rule.due(asking);
        if (due.isEmpty()) {
            return;
        }
        // What is news is saved before it is told, so that a kill in between takes nothing back.
        if (due.stream().anyMatch(Alert::isNews)) {
            asking.work().save().run();
        }
        asking.parts().listener().tell(rule.notices(due, asking, interval));
        rule.sent(due, asking.at());
    }

    private Optional<String> write(List<QueryValue.Sample> samples, Asking asking) {
        var error = Optional.<String>empty();
        var written = HashSet.<Labels>newHashSet(samples.size());
        var sink = asking.parts().sink();
        for (var sample : samples) {
            var refusal =
                    sink.append(
                            sample.labels(), sample.millis(), sample.value(), sample.histogram());
            if (refusal.isEmpty()) {
                written.add(sample.labels());
            } else {
                error = refusal;
            }
        }
        for (var labels : series) {
            if (!written.contains(labels)) {
                end(sink, labels, asking.sampleMillis());
            }
        }
        series = written;
        return error;
    }

    /** A refused marker changes nothing: the series has samples that are later. */
    static void end(SampleSink sink, Labels series, long millis) {
        var _ = sink.append(series, millis, Staleness.MARKER, null);
    }
}
