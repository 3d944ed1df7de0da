package io.hypervigil.admin.given;

import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;

/** What was given, within a refusal: on one line and cut where it is long. */
final class Quoted {

    private static final int MOST = 60;

    private Quoted() {}

    /** The text in quotes. */
    static String text(String text) {
        var cut = text.length() > MOST ? text.substring(0, MOST) + "…" : text;
        var out = new StringBuilder("'");
        cut.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(out::appendCodePoint);
        return out.append('\'').toString();
    }

    /** {@code , 'x' given}; nothing of what is secret, or is no single value. */
    static String found(Parameter.Type type, Value given) {
        if (Secrets.isSecret(type)) {
            return "";
        }
        return switch (given) {
            case Value.Text(var text) -> found(text);
            case Value.Whole(long number) -> found(Long.toString(number));
            case Value.Decimal(var number) -> found(number.toString());
            case Value.Flag(boolean isSet) -> found(Boolean.toString(isSet));
            case Value.Span _, Value.Items _, Value.Fields _ -> "";
        };
    }

    private static String found(String text) {
        return ", " + text(text) + " given";
    }
}
