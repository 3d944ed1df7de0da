package io.hypervigil.alerting.template.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.labels.Quoted;
import java.util.List;

/**
 * {@code match} and {@code reReplaceAll}: RE2, so of linear time, and of bounded size.
 *
 * <p>Thread: any.
 */
public final class Patterns {

    public static final Function MATCH =
            Function.of("match", List.of(Type.STRING, Type.STRING), Patterns::match);

    public static final Function REPLACE =
            Function.of(
                    "reReplaceAll",
                    List.of(Type.STRING, Type.STRING, Type.STRING),
                    Patterns::replaceAll);

    private Patterns() {}

    private static Value match(Budget budget, List<Value> in) {
        var pattern = compile(budget, text(in, 0), text(in, 1), "");
        return Value.of(pattern.matcher(text(in, 1)).find());
    }

    private static Value replaceAll(Budget budget, List<Value> in) {
        var regex = text(in, 0);
        var shown = regex.indexOf('`') < 0 ? "`" + regex + "`" : Quoted.text(regex);
        var pattern = compile(budget, regex, text(in, 2), "regexp: Compile(" + shown + "): ");
        return Value.of(replaceAll(budget, pattern, text(in, 1), text(in, 2)));
    }

    private static String text(List<Value> in, int index) {
        return ((Value.Text) in.get(index)).value();
    }

    private static Pattern compile(Budget budget, String regex, String text, String prefix) {
        try {
            long size = PatternSize.of(regex);
            budget.characters(size + text.length());
            budget.work(size * (text.length() + 1L));
            return Pattern.compile(regex);
        } catch (PatternSyntaxException | IllegalArgumentException e) {
            throw new FunctionFailure(prefix + e.getMessage());
        } finally {
            budget.look();
        }
    }

    private static String replaceAll(
            Budget budget, Pattern pattern, String replacement, String text) {
        var matcher = pattern.matcher(text);
        var out = new StringBuilder();
        int from = 0;
        int lastEnd = -1;
        while (matcher.find()) {
            budget.step();
            // Go finds no empty text where the one before has ended.
            if (matcher.end() == matcher.start() && matcher.start() == lastEnd) {
                continue;
            }
            out.append(text, from, matcher.start());
            int before = out.length();
            Replacement.append(out, replacement, pattern, matcher);
            budget.characters(out.length() - before);
            from = matcher.end();
            lastEnd = from;
        }
        return out.append(text, from, text.length()).toString();
    }

    /** A group's text; nothing where it took no part. */
    static String group(Matcher matcher, int group) {
        var text = group <= matcher.groupCount() ? matcher.group(group) : null;
        return text == null ? "" : text;
    }
}
