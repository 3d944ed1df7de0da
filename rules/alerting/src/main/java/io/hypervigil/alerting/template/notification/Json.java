package io.hypervigil.alerting.template.notification;

import io.hypervigil.alerting.template.format.MomentText;
import io.hypervigil.alerting.template.time.Times;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.number.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code toJson}: as Go's encoding/json writes it, fit to stand in HTML. */
final class Json {

    private static final Map<String, String> FIELDS =
            Map.of(
                    "ExternalURL", "externalURL",
                    "GeneratorURL", "generatorURL",
                    "NotificationReason", "notification_reason");

    /** What we hand to templates is not as deep by far; one can nest lists without end. */
    private static final int MOST_DEPTH = 200;

    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private Json(Budget budget) {
        this.budget = budget;
    }

    static Value of(Budget budget, List<Value> in) {
        var json = new Json(budget);
        json.value(in.getFirst());
        return Value.of(json.out.toString());
    }

    private void value(Value value) {
        budget.step();
        if (++depth > MOST_DEPTH) {
            throw new FunctionFailure("json: nested more than " + MOST_DEPTH + " deep");
        }
        written(value);
        depth--;
    }

    private void written(Value value) {
        switch (value) {
            case Value.Nothing _ -> out.append("null");
            case Value.Bool bool -> out.append(bool.value());
            case Value.Whole whole -> out.append(whole.value());
            case Value.Real real -> out.append(number(real.value()));
            case Value.Complex complex ->
                    throw new FunctionFailure("json: unsupported type: " + complex.type());
            case Value.Text text -> text(text.value());
            case Value.Moment moment ->
                    text(
                            MomentText.format(
                                    Times.zoned(moment), "2006-01-02T15:04:05.999999999Z07:00"));
            case Value.Items items -> {
                var separator = "[";
                out.append(items.items().isEmpty() ? "[" : "");
                for (var item : items.items()) {
                    out.append(separator);
                    separator = ",";
                    value(item);
                }
                out.append(']');
            }
            case Value.Entries entries -> object(entries.entries(), false);
            case Value.Fields fields -> object(fields.fields(), isTagged(fields));
        }
    }

    /** Pairs are written by their fields' own names. */
    private static boolean isTagged(Value.Fields fields) {
        return !fields.type().name().equals("template.Pair");
    }

    private void object(Map<String, Value> entries, boolean tagged) {
        out.append('{');
        boolean first = true;
        for (var entry : entries.entrySet()) {
            out.append(first ? "" : ",");
            first = false;
            text(tagged ? fieldName(entry.getKey()) : entry.getKey());
            out.append(':');
            value(entry.getValue());
        }
        out.append('}');
    }

    private static String fieldName(String name) {
        return FIELDS.getOrDefault(
                name, name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new FunctionFailure("json: unsupported value: " + Numbers.plain(value));
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-6 || size >= 1e21)) {
            return Numbers.shortest(value).replace("e-0", "e-");
        }
        return Numbers.plain(value);
    }

    private void text(String text) {
        budget.characters(text.length());
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> {
                boolean escaped =
                        c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
                if (escaped) {
                    var hex = Integer.toHexString(c);
                    out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
