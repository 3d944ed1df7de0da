package io.hypervigil.alerting.template.format;

import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Kind;
import io.hypervigil.alerting.template.value.Value;
import java.util.List;

/**
 * Values as text, the way that Go's fmt prints them: {@code print}, {@code println}, and what an
 * action puts out.
 *
 * <p>Thread: any.
 */
public final class Formatter {

    private Formatter() {}

    /** As {@code %v}. */
    public static String display(Budget budget, Value value) {
        return new ValuePrinter(budget, new Directive()).print(value, 'v');
    }

    /** As an action puts it out: what a pointer points to, and {@code <no value>} for nothing. */
    public static String output(Budget budget, Value value) {
        if (value instanceof Value.Nothing) {
            return "<no value>";
        }
        var text = display(budget, value);
        return value instanceof Value.Fields && text.startsWith("&") ? text.substring(1) : text;
    }

    /** With spaces between two neighbours of which neither is a string. */
    public static String print(Budget budget, List<Value> values) {
        var text = new StringBuilder();
        boolean afterText = true;
        for (int i = 0; i < values.size(); i++) {
            boolean isText = values.get(i).type().kind() == Kind.STRING;
            if (i > 0 && !isText && !afterText) {
                text.append(' ');
            }
            text.append(display(budget, values.get(i)));
            afterText = isText;
        }
        return text.toString();
    }

    /** With spaces between all, and a line feed. */
    public static String printLine(Budget budget, List<Value> values) {
        var text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append(i > 0 ? " " : "").append(display(budget, values.get(i)));
        }
        return text.append('\n').toString();
    }

    /** By a format with verbs; what is wrong with it stands in the text, as Go writes it. */
    public static String printf(Budget budget, String format, List<Value> values) {
        return new FormatText(budget, format, values).text();
    }
}
