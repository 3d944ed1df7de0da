package io.hypervigil.promql.engine.call;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with references to the groups of a match: {@code $1}, {@code ${name}}, {@code $$} for the
 * sign itself. A reference to a group that is not there stands for nothing; a sign that begins no
 * reference stands for itself.
 */
final class ReplacementTemplate {

    private final String template;
    private final Pattern pattern;

    ReplacementTemplate(String template, Pattern pattern) {
        this.template = template;
        this.pattern = pattern;
    }

    String fill(Matcher match) {
        if (template.indexOf('$') < 0) {
            return template;
        }
        var filled = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int sign = template.indexOf('$', at);
            if (sign < 0) {
                break;
            }
            filled.append(template, at, sign);
            at = sign + 1;
            if (template.startsWith("$", at)) {
                filled.append('$');
                at++;
                continue;
            }
            boolean isBraced = template.startsWith("{", at);
            int from = isBraced ? at + 1 : at;
            int to = endOfName(from);
            if (to == from || (isBraced && !template.startsWith("}", to))) {
                filled.append('$');
                continue;
            }
            var group = group(match, template.substring(from, to));
            if (group != null) {
                filled.append(group);
            }
            at = isBraced ? to + 1 : to;
        }
        return filled.append(template, at, template.length()).toString();
    }

    private int endOfName(int from) {
        int to = from;
        while (to < template.length()) {
            int c = template.codePointAt(to);
            if (c != '_' && !Character.isLetterOrDigit(c)) {
                break;
            }
            to += Character.charCount(c);
        }
        return to;
    }

    private @Nullable String group(Matcher match, String name) {
        boolean isNumber = name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isNumber) {
            boolean isIndex = name.length() < 9 && (name.length() == 1 || name.charAt(0) != '0');
            int index = isIndex ? Integer.parseInt(name) : Integer.MAX_VALUE;
            return index <= match.groupCount() ? match.group(index) : null;
        }
        var index = pattern.namedGroups().get(name);
        return index == null ? null : match.group(index);
    }
}
