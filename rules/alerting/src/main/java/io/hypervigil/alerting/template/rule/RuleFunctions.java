package io.hypervigil.alerting.template.rule;

import io.hypervigil.alerting.template.format.Escapes;
import io.hypervigil.alerting.template.text.Humanized;
import io.hypervigil.alerting.template.text.Patterns;
import io.hypervigil.alerting.template.text.Texts;
import io.hypervigil.alerting.template.text.Titles;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.syntax.Durations;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The functions that Prometheus gives to templates. */
final class RuleFunctions {

    private RuleFunctions() {}

    static List<Function> all(Querying querying, URI externalUrl, Instant at) {
        var all = new ArrayList<>(at(querying, at));
        all.addAll(Samples.FUNCTIONS);
        all.addAll(TimeFunctions.ALL);
        all.addAll(List.of(Humanized.NUMBER, Humanized.BYTES, Humanized.DURATION));
        all.addAll(List.of(Humanized.PERCENTAGE, Patterns.MATCH, Patterns.REPLACE));
        all.addAll(List.of(Texts.TO_UPPER, Texts.TO_LOWER, Texts.SAFE_HTML));
        all.add(Texts.of("title", Titles::keeping));
        all.add(Texts.of("stripPort", Hosts::withoutPort));
        all.add(Texts.of("stripDomain", Hosts::withoutDomain));
        all.add(Texts.of("urlQueryEscape", Escapes::query));
        all.add(Texts.of("graphLink", expression -> link(expression, 0)));
        all.add(Texts.of("tableLink", expression -> link(expression, 1)));
        all.add(constant("externalURL", externalUrl.toString()));
        all.add(constant("pathPrefix", path(externalUrl)));
        all.add(Function.variadic("args", List.of(Type.ANY), (_, in) -> arguments(in)));
        all.add(Function.of("parseDuration", List.of(Type.STRING), (_, in) -> duration(in)));
        return all;
    }

    /** Those that depend on the time of the evaluation. */
    static List<Function> at(Querying querying, Instant at) {
        return List.of(
                Function.of(
                        "query",
                        List.of(Type.STRING),
                        (budget, in) -> {
                            budget.step();
                            var expression = ((Value.Text) in.getFirst()).value();
                            var samples = querying.query(expression, at);
                            budget.look();
                            return Samples.of(budget, samples);
                        }),
                Function.of(
                        "now", List.of(), (_, _) -> Value.of((double) at.toEpochMilli() / 1000.0)));
    }

    private static Function constant(String name, String text) {
        return Function.of(name, List.of(), (_, _) -> Value.of(text));
    }

    private static String path(URI url) {
        var path = url.getPath();
        return path == null ? "" : path;
    }

    private static String link(String expression, int tab) {
        return "/graph?g0.expr=" + Escapes.query(expression) + "&g0.tab=" + tab;
    }

    private static Value arguments(List<Value> in) {
        SortedMap<String, Value> arguments = new TreeMap<>();
        for (int i = 0; i < in.size(); i++) {
            arguments.put("arg" + i, in.get(i));
        }
        return new Value.Entries(arguments, Type.ANY_MAP);
    }

    private static Value duration(List<Value> in) {
        try {
            var text = ((Value.Text) in.getFirst()).value();
            return Value.of((double) Durations.parseMillis(text) / 1000.0);
        } catch (IllegalArgumentException e) {
            throw new FunctionFailure(String.valueOf(e.getMessage()));
        }
    }
}
