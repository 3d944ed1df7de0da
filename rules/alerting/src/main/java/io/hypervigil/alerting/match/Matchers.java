package io.hypervigil.alerting.match;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.labels.Quoted;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions that must all hold; where there are none, every set of labels fulfils them.
 *
 * <p>Thread: any; immutable.
 */
public record Matchers(List<Matcher> all) {

    /** None. */
    public static final Matchers NONE = new Matchers(List.of());

    private static final String RESERVED = "{}!=~,\\\"'`";

    /** Alertmanager's order, by which a route is known. */
    private static final Comparator<Matcher> ORDER =
            Comparator.comparing(Matcher::name)
                    .thenComparing(Matcher::value)
                    .thenComparing(Matcher::type);

    public Matchers {
        all = List.copyOf(all);
    }

    /** Whether labels fulfil them; a label that is not there has the empty value. */
    public boolean matches(Labels labels) {
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** The same in the order of names, values and operators. */
    public Matchers sorted() {
        return new Matchers(all.stream().sorted(ORDER).toList());
    }

    /** As Alertmanager writes them: {@code {a="b",c=~"d.*"}}. */
    @Override
    public String toString() {
        return all.stream().map(Matchers::text).collect(Collectors.joining(",", "{", "}"));
    }

    /** One as Alertmanager writes it: {@code a="b"}. */
    public static String text(Matcher matcher) {
        var symbol = matcher.type().symbol();
        return matcher.name().codePoints().anyMatch(Matchers::isReserved)
                ? Quoted.text(matcher.name()) + symbol + Quoted.text(matcher.value())
                : matcher.name() + symbol + "\"" + escaped(matcher.value()) + "\"";
    }

    /** Whether a character may stand in a name or a value only where that is in quotes. */
    static boolean isReserved(int character) {
        return isSpace(character) || RESERVED.indexOf(character) >= 0;
    }

    /** White space as Go has it. */
    static boolean isSpace(int character) {
        boolean isSeparator = character >= 0x1c && character <= 0x1f;
        return (Character.isWhitespace(character) && !isSeparator)
                || Character.isSpaceChar(character)
                || character == 0x85;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }
}
