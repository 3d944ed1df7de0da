package io.hypervigil.alerting.template.format;

import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.util.List;

/**
 * A format with verbs, flags, widths, precisions and argument indexes, read as Go's fmt reads it.
 *
 * <p>Thread: one.
 */
final class FormatText {

    /** Go takes no greater width, precision or index. */
    private static final int MOST = 1_000_000;

    private final Budget budget;
    private final String format;
    private final List<Value> values;
    private final StringBuilder out = new StringBuilder();

    private int at;
    private int argument;
    private boolean reordered;
    private boolean goodArgument;
    private boolean afterIndex;
    private Directive directive = new Directive();

    FormatText(Budget budget, String format, List<Value> values) {
        this.budget = budget;
        this.format = format;
        this.values = values;
    }

    String text() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            int end = percent < 0 ? format.length() : percent;
            append(format.substring(at, end));
            at = end;
            if (percent >= 0) {
                at++;
                if (!directive()) {
                    break;
                }
            }
        }
        if (!reordered && argument < values.size()) {
            extra();
        }
        return out.toString();
    }

    private void append(String text) {
        budget.characters(text.length());
        out.append(text);
    }

    /** What stands after a percent sign; false at the end of the format. */
    private boolean directive() {
        budget.step();
        directive = new Directive();
        goodArgument = true;
        afterIndex = false;
        flags();
        index();
        width();
        precision();
        if (!afterIndex) {
            index();
        }
        if (at >= format.length()) {
            append("%!(NOVERB)");
            return false;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        verb(verb);
        return true;
    }

    private void flags() {
        for (; at < format.length(); at++) {
            switch (format.charAt(at)) {
                case '#' -> directive.sharp = true;
                case '0' -> directive.zero = true;
                case '+' -> directive.plus = true;
                case '-' -> directive.minus = true;
                case ' ' -> directive.space = true;
                default -> {
                    return;
                }
            }
        }
    }

    private void index() {
        if (at >= format.length() || format.charAt(at) != '[') {
            afterIndex = false;
            return;
        }
        reordered = true;
        int close = format.indexOf(']', at);
        int number = close < 0 ? Directive.NONE : wholeNumber(format.substring(at + 1, close));
        at = close < 0 ? at + 1 : close + 1;
        if (number >= 1 && number <= values.size()) {
            argument = number - 1;
            afterIndex = true;
        } else {
            goodArgument = false;
            afterIndex = close >= 0 && number != Directive.NONE;
        }
    }

    private static int wholeNumber(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && text.length() < 8 && Integer.parseInt(text) <= MOST
                ? Integer.parseInt(text)
                : Directive.NONE;
    }

    private void width() {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            directive.width = argumentAsNumber("%!(BADWIDTH)");
            if (directive.width < Directive.NONE) {
                directive.width = -directive.width;
                directive.minus = true;
                directive.zero = false;
            }
            afterIndex = false;
        } else {
            directive.width = number();
            if (afterIndex && directive.width != Directive.NONE) {
                goodArgument = false;
            }
        }
        budget.characters(Math.max(0, directive.width));
    }

    private void precision() {
        if (at >= format.length() || format.charAt(at) != '.') {
            return;
        }
        at++;
        if (afterIndex) {
            goodArgument = false;
        }
        index();
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            directive.precision = Math.max(Directive.NONE, argumentAsNumber("%!(BADPREC)"));
            afterIndex = false;
        } else {
            directive.precision = Math.max(0, number());
        }
        budget.characters(Math.max(0, directive.precision));
    }

    /** Digits at this place; none where there are none, or too many. */
    private int number() {
        int start = at;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            at++;
        }
        return wholeNumber(format.substring(start, at));
    }

    private int argumentAsNumber(String complaint) {
        if (argument < values.size()
                && values.get(argument++) instanceof Value.Whole whole
                && Math.abs(whole.value()) <= MOST) {
            // One that says -1 means a width of one to the left, not none.
            return whole.value() == Directive.NONE ? flippedOne() : (int) whole.value();
        }
        append(complaint);
        return Directive.NONE;
    }

    private int flippedOne() {
        directive.minus = true;
        directive.zero = false;
        return 1;
    }

    private void verb(int verb) {
        if (verb == '%') {
            append("%");
        } else if (!goodArgument) {
            append("%!" + Character.toString(verb) + "(BADINDEX)");
        } else if (argument >= values.size()) {
            append("%!" + Character.toString(verb) + "(MISSING)");
        } else {
            if (verb == 'v') {
                directive.sharpV = directive.sharp;
                directive.plusV = directive.plus;
                directive.sharp = false;
                directive.plus = false;
            }
            out.append(new ValuePrinter(budget, directive).print(values.get(argument++), verb));
        }
    }

    private void extra() {
        append("%!(EXTRA ");
        for (int i = argument; i < values.size(); i++) {
            var value = values.get(i);
            append(i > argument ? ", " : "");
            append(
                    value.type() == Type.NOTHING
                            ? "<nil>"
                            : value.type().name() + "=" + Formatter.display(budget, value));
        }
        append(")");
    }
}
