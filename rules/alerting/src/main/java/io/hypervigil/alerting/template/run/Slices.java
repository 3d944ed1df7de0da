package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The function {@code slice}: part of a string, by bytes, or of a list. */
final class Slices {

    private Slices() {}

    static Value slice(Budget budget, List<Value> in) {
        var value = in.getFirst();
        var indexes = in.subList(1, in.size());
        if (value instanceof Value.Nothing) {
            throw new FunctionFailure("slice of untyped nil");
        }
        if (indexes.size() > 3) {
            throw new FunctionFailure("too many slice indexes: " + indexes.size());
        }
        return switch (value) {
            case Value.Text text -> text(budget, text, indexes);
            case Value.Items items -> {
                int size = items.items().size();
                var ends = ends(size, indexes);
                yield new Value.Items(items.items().subList(ends.from, ends.to), items.type());
            }
            case Value.Nothing _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Complex _,
                    Value.Entries _,
                    Value.Fields _,
                    Value.Moment _ ->
                    throw new FunctionFailure("can't slice item of type " + value.type().pointed());
        };
    }

    private static Value text(Budget budget, Value.Text text, List<Value> indexes) {
        if (indexes.size() == 3) {
            throw new FunctionFailure("cannot 3-index slice a string");
        }
        budget.characters(text.value().length());
        var bytes = text.value().getBytes(StandardCharsets.UTF_8);
        var ends = ends(bytes.length, indexes);
        var part = Arrays.copyOfRange(bytes, ends.from, ends.to);
        return new Value.Text(new String(part, StandardCharsets.UTF_8), text.type());
    }

    private record Ends(int from, int to) {}

    private static Ends ends(int size, List<Value> indexes) {
        int[] at = {0, size, size};
        for (int i = 0; i < indexes.size(); i++) {
            at[i] = Builtins.position(indexes.get(i), size);
        }
        if (at[0] > at[1]) {
            throw new FunctionFailure("invalid slice index: " + at[0] + " > " + at[1]);
        }
        if (at[1] > at[2]) {
            throw new FunctionFailure("invalid slice index: " + at[1] + " > " + at[2]);
        }
        return new Ends(at[0], at[1]);
    }
}
