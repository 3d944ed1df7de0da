package io.hypervigil.alerting.template.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * A replacement with {@code $1}, {@code ${1}} and {@code $name}, as Go reads it: a name is as long
 * as it can be, so that {@code $1x} is the group {@code 1x}; one that there is not is empty.
 */
final class Replacement {

    private Replacement() {}

    static void append(StringBuilder out, String template, Pattern pattern, Matcher matcher) {
        int at = 0;
        while (at < template.length()) {
            int dollar = template.indexOf('$', at);
            if (dollar < 0) {
                break;
            }
            out.append(template, at, dollar);
            if (template.startsWith("$$", dollar)) {
                out.append('$');
                at = dollar + 2;
                continue;
            }
            boolean braced = template.startsWith("{", dollar + 1);
            int start = dollar + (braced ? 2 : 1);
            int end = nameEnd(template, start);
            boolean isName = end > start && (!braced || template.startsWith("}", end));
            if (!isName) {
                out.append('$');
                at = dollar + 1;
                continue;
            }
            out.append(group(template.substring(start, end), pattern, matcher));
            at = end + (braced ? 1 : 0);
        }
        out.append(template, at, template.length());
    }

    private static int nameEnd(String template, int start) {
        int end = start;
        while (end < template.length() && isNamePart(template.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private static String group(String name, Pattern pattern, Matcher matcher) {
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return name.length() > 8 ? "" : Patterns.group(matcher, Integer.parseInt(name));
        }
        var group = pattern.namedGroups().get(name);
        return group == null ? "" : Patterns.group(matcher, group);
    }
}
