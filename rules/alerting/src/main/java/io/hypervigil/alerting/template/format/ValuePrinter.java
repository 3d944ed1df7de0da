package io.hypervigil.alerting.template.format;

import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Kind;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.util.Optional;

/** Prints one value by one verb, as Go does, down to its elements. */
final class ValuePrinter {

    /** Elements within elements: what we hand to templates is not as deep by far. */
    private static final int MOST_DEPTH = 50;

    private final Budget budget;
    private final Directive directive;
    private final StringBuilder out = new StringBuilder();
    private boolean complaining;

    ValuePrinter(Budget budget, Directive directive) {
        this.budget = budget;
        this.directive = directive;
    }

    String print(Value value, int verb) {
        switch (verb) {
            case 'T' -> {
                var name = value.type().name();
                boolean whole = value instanceof Value.Nothing;
                append(directive.pad(whole ? name : directive.truncate(name)));
            }
            case 'p' -> complain(value, verb);
            default -> value(value, verb, 0);
        }
        return out.toString();
    }

    private void append(String text) {
        budget.characters(text.length());
        out.append(text);
    }

    private void append(Optional<String> text, Value value, int verb) {
        if (text.isPresent()) {
            append(text.get());
        } else {
            complain(value, verb);
        }
    }

    /** {@code %!d(string=hi)}: a verb that the value does not know. */
    private void complain(Value value, int verb) {
        complaining = true;
        append("%!" + Character.toString(verb) + "(");
        if (value instanceof Value.Nothing) {
            append("<nil>");
        } else {
            append(value.type().name() + "=");
            value(value, 'v', 0);
        }
        append(")");
        complaining = false;
    }

    private void value(Value value, int verb, int depth) {
        budget.step();
        if (depth > MOST_DEPTH) {
            append("...");
            return;
        }
        if (shownByItself(value, verb)) {
            return;
        }
        switch (value) {
            case Value.Nothing _ -> nothing(value, verb, depth);
            case Value.Bool bool -> append(Verbs.truth(directive, bool.value(), verb), value, verb);
            case Value.Whole whole -> {
                boolean signed = whole.type().kind() == Kind.INT;
                append(Verbs.whole(directive, whole.value(), signed, verb), value, verb);
            }
            case Value.Real real -> append(Verbs.real(directive, real.value(), verb), value, verb);
            case Value.Complex complex ->
                    append(Verbs.complex(directive, complex, verb), value, verb);
            case Value.Text text -> append(Verbs.text(directive, text.value(), verb), value, verb);
            case Value.Items items -> items(items, verb, depth);
            case Value.Entries entries -> entries(entries, verb, depth);
            case Value.Fields fields -> fields(fields, verb, depth);
            case Value.Moment moment -> moment(moment, verb);
        }
    }

    private boolean shownByItself(Value value, int verb) {
        boolean asText = verb == 'v' || verb == 's' || verb == 'q' || verb == 'x' || verb == 'X';
        if (complaining || directive.sharpV || !asText) {
            return false;
        }
        var shown = value.type().shown();
        shown.ifPresent(
                text -> append(Verbs.text(directive, text.apply(value), verb).orElseThrow()));
        return shown.isPresent();
    }

    private void nothing(Value value, int verb, int depth) {
        if (verb == 'v') {
            var name = depth > 0 && directive.sharpV ? Type.ANY.name() + "(nil)" : "<nil>";
            append(depth > 0 ? name : directive.pad(name));
        } else {
            complain(value, verb);
        }
    }

    private void items(Value.Items items, int verb, int depth) {
        append(directive.sharpV ? items.type().name() + "{" : "[");
        for (int i = 0; i < items.items().size(); i++) {
            append(i == 0 ? "" : separator());
            value(items.items().get(i), verb, depth + 1);
        }
        append(directive.sharpV ? "}" : "]");
    }

    private void entries(Value.Entries entries, int verb, int depth) {
        append(directive.sharpV ? entries.type().name() + "{" : "map[");
        boolean first = true;
        for (var entry : entries.entries().entrySet()) {
            append(first ? "" : separator());
            first = false;
            value(Value.of(entry.getKey()), verb, depth + 1);
            append(":");
            value(entry.getValue(), verb, depth + 1);
        }
        append(directive.sharpV ? "}" : "]");
    }

    private void fields(Value.Fields fields, int verb, int depth) {
        append(opening(fields.type().name()));
        boolean first = true;
        for (var field : fields.fields().entrySet()) {
            append(first ? "" : separator());
            first = false;
            if (directive.plusV || directive.sharpV) {
                append(field.getKey() + ":");
            }
            value(field.getValue(), verb, depth + 1);
        }
        append("}");
    }

    /** A pointer is shown by what it points to. */
    private String opening(String name) {
        boolean isPointer = name.startsWith("*");
        var start = isPointer ? "&" : "";
        return start + (directive.sharpV ? name.substring(isPointer ? 1 : 0) : "") + "{";
    }

    private String separator() {
        return directive.sharpV ? ", " : " ";
    }

    private void moment(Value.Moment moment, int verb) {
        if (directive.sharpV) {
            append(MomentText.literal(moment.at().atZone(moment.zone())));
        } else if (complaining) {
            append(MomentText.of(moment.at().atZone(moment.zone())));
        } else {
            complain(moment, verb);
        }
    }
}
