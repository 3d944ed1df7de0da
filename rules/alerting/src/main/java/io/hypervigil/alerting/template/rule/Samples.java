package io.hypervigil.alerting.template.rule;

import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** The results of {@code query}, and the functions over them. */
final class Samples {

    private static final Type SAMPLE = Type.struct("*template.sample");
    private static final Type RESULT = Type.named("template.queryResult", Type.listOf(SAMPLE));

    static final List<Function> FUNCTIONS =
            List.of(
                    Function.of("first", List.of(RESULT), (_, in) -> first(in.getFirst())),
                    Function.of(
                            "label",
                            List.of(Type.STRING, SAMPLE),
                            (_, in) -> Value.of(label(in.get(1), text(in.get(0))))),
                    Function.of("value", List.of(SAMPLE), (_, in) -> field(in.getFirst(), "Value")),
                    Function.of(
                            "strvalue",
                            List.of(SAMPLE),
                            (_, in) -> Value.of(label(in.getFirst(), "__value__"))),
                    Function.of(
                            "sortByLabel",
                            List.of(Type.STRING, RESULT),
                            (_, in) -> sorted(text(in.get(0)), in.get(1))));

    private Samples() {}

    static Value of(Budget budget, List<QuerySample> samples) {
        var values = new ArrayList<Value>(samples.size());
        for (var sample : samples) {
            budget.step();
            var fields = new LinkedHashMap<String, Value>();
            fields.put("Labels", Value.of(sample.labels().toMap(), Type.STRING_MAP));
            fields.put("Value", Value.of(sample.value()));
            values.add(new Value.Fields(fields, SAMPLE));
        }
        return new Value.Items(values, RESULT);
    }

    private static List<Value> items(Value result) {
        return result instanceof Value.Items items ? items.items() : List.of();
    }

    private static Value first(Value result) {
        var items = items(result);
        if (items.isEmpty()) {
            throw new FunctionFailure("first() called on vector with no elements");
        }
        return items.getFirst();
    }

    private static Value field(Value sample, String name) {
        return ((Value.Fields) sample).fields().getOrDefault(name, Value.nothing());
    }

    private static String text(Value value) {
        return ((Value.Text) value).value();
    }

    private static String label(Value sample, String name) {
        var labels = (Value.Entries) field(sample, "Labels");
        return labels.entries().get(name) instanceof Value.Text text ? text.value() : "";
    }

    private static Value sorted(String label, Value result) {
        var sorted = new ArrayList<>(items(result));
        sorted.sort(Comparator.comparing(sample -> label(sample, label)));
        return new Value.Items(sorted, RESULT);
    }
}
