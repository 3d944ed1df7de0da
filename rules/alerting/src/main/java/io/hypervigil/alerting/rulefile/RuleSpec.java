package io.hypervigil.alerting.rulefile;

import io.hypervigil.promql.syntax.Expr;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** A rule as a file says it. */
public sealed interface RuleSpec {

    /** Of the alert, or of the metric that is recorded. */
    String name();

    /** Its expression as it was written. */
    String query();

    /** Its expression. */
    Expr expression();

    /** Its own labels; an empty value takes a label away. */
    SortedMap<String, String> labels();

    /** Its result becomes series of the store. */
    record Recording(String name, String query, Expr expression, SortedMap<String, String> labels)
            implements RuleSpec {

        public Recording {
            labels = new TreeMap<>(labels);
        }
    }

    /**
     * Each sample of its result is an alert.
     *
     * @param hold how long an alert is pending before it fires ({@code for})
     * @param keepFiring how long it fires on after it was seen last
     * @param labels may be templates
     * @param annotations may be templates
     */
    record Alerting(
            String name,
            String query,
            Expr expression,
            Duration hold,
            Duration keepFiring,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations)
            implements RuleSpec {

        public Alerting {
            labels = new TreeMap<>(labels);
            annotations = new TreeMap<>(annotations);
        }
    }
}
