package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * What the second argument of {@code info} asks for.
 *
 * @param ofNames which metrics tell of targets; where only some are ruled out all that end in
 *     {@code _info}, and where nothing is said {@code target_info}
 * @param ofData which of their labels are wanted, and with what values; none: all
 */
record InfoMatchers(List<Matcher> ofNames, List<Matcher> ofData) {

    static InfoMatchers of(Expr.Call call) {
        var ofNames = new ArrayList<Matcher>();
        var ofData = new ArrayList<Matcher>();
        if (call.arguments().size() > 1
                && call.arguments().get(1) instanceof Expr.VectorSelector selector) {
            for (var matcher : selector.matchers()) {
                (matcher.name().equals(Labels.NAME) ? ofNames : ofData).add(matcher);
            }
        }
        if (ofNames.isEmpty()) {
            ofNames.add(new Matcher(Matcher.Type.EQUAL, Labels.NAME, "target_info"));
        } else if (ofNames.stream().allMatch(matcher -> matcher.type().isNegative())) {
            ofNames.add(new Matcher(Matcher.Type.REGEX, Labels.NAME, ".+_info"));
        }
        return new InfoMatchers(ofNames, ofData);
    }

    List<Matcher> all() {
        var all = new ArrayList<>(ofNames);
        all.addAll(ofData);
        return all;
    }

    /** Whether it tells of a target itself. */
    boolean isInfo(Labels labels) {
        return ofNames.stream().allMatch(matcher -> matcher.matches(labels.metricName()));
    }

    /** Whether a label is asked for. */
    boolean wants(String label) {
        return !label.equals(Labels.NAME)
                && (ofData.isEmpty()
                        || ofData.stream().anyMatch(matcher -> matcher.name().equals(label)));
    }

    /** Whether a series stays of which nothing is told. */
    boolean allowNothing() {
        return ofData.stream().allMatch(Matcher::matchesEmpty);
    }
}
