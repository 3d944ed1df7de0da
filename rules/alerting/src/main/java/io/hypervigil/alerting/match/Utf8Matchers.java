package io.hypervigil.alerting.match;

import io.hypervigil.promql.labels.Matcher;
import java.util.ArrayList;

/**
 * The syntax with UTF-8 names: {@code {"a b"="c", d=~"e"}}, braces and the last comma as one likes;
 * a name or a value without quotes has no reserved character (prometheus/alertmanager,
 * matcher/parse).
 */
final class Utf8Matchers {

    private final String text;
    private int at;

    Utf8Matchers(String text) {
        this.text = text;
    }

    Matchers all() {
        var matchers = new ArrayList<Matcher>();
        boolean isBraced = accept("{");
        while (!isEnd() && !next("}")) {
            matchers.add(one());
            if (!accept(",")) {
                break;
            }
        }
        if (isBraced && !accept("}")) {
            throw unexpected("a comma or close brace");
        }
        if (!isEnd()) {
            throw unexpected("end of input");
        }
        return new Matchers(matchers);
    }

    private Matcher one() {
        var name = word("label name");
        var type = operator();
        return ClassicMatchers.matcher(type, name, word("label value"));
    }

    private Matcher.Type operator() {
        if (accept("=~")) {
            return Matcher.Type.REGEX;
        }
        if (accept("=")) {
            return Matcher.Type.EQUAL;
        }
        if (accept("!=")) {
            return Matcher.Type.NOT_EQUAL;
        }
        if (accept("!~")) {
            return Matcher.Type.NOT_REGEX;
        }
        throw unexpected("an operator such as '=', '!=', '=~' or '!~'");
    }

    private String word(String what) {
        skipSpace();
        if (next("\"")) {
            return quoted();
        }
        int begin = at;
        while (at < text.length() && !Matchers.isReserved(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (at == begin) {
            throw unexpected(what);
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        int begin = at;
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new MatcherSyntaxException("missing end \": " + text.substring(begin));
        }
        at++;
        return GoQuoted.value(text.substring(begin + 1, at - 1));
    }

    private boolean accept(String token) {
        if (!next(token)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private boolean next(String token) {
        skipSpace();
        return text.startsWith(token, at);
    }

    private boolean isEnd() {
        skipSpace();
        return at >= text.length();
    }

    private void skipSpace() {
        while (at < text.length() && Matchers.isSpace(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }

    private MatcherSyntaxException unexpected(String expected) {
        return new MatcherSyntaxException((at + 1) + ": expected " + expected);
    }
}
