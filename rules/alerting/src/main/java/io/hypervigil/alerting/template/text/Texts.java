package io.hypervigil.alerting.template.text;

import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * Plain functions from a text to a text.
 *
 * <p>Thread: any.
 */
public final class Texts {

    /** Text that stands in HTML as it is. */
    public static final Type HTML = Type.named("template.HTML", Type.STRING);

    /** Text that stands in a URL as it is. */
    public static final Type URL = Type.named("template.URL", Type.STRING);

    public static final Function TO_UPPER =
            of("toUpper", text -> mapped(text, Character::toUpperCase));
    public static final Function TO_LOWER =
            of("toLower", text -> mapped(text, Character::toLowerCase));

    public static final Function SAFE_HTML = typed("safeHtml", HTML);
    public static final Function SAFE_URL = typed("safeUrl", URL);

    private Texts() {}

    /** Character by character, as Go does it. */
    private static String mapped(String text, IntUnaryOperator change) {
        var mapped = new StringBuilder(text.length());
        text.codePoints().map(change).forEach(mapped::appendCodePoint);
        return mapped.toString();
    }

    /** A function of one text. */
    public static Function of(String name, UnaryOperator<String> change) {
        return Function.of(
                name,
                List.of(Type.STRING),
                (budget, in) -> {
                    var text = ((Value.Text) in.getFirst()).value();
                    budget.characters(text.length());
                    return Value.of(change.apply(text));
                });
    }

    private static Function typed(String name, Type type) {
        return Function.of(
                name,
                List.of(Type.STRING),
                (_, in) -> new Value.Text(((Value.Text) in.getFirst()).value(), type));
    }
}
