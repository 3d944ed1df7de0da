package io.hypervigil.alerting.match;

import io.hypervigil.promql.labels.Matcher;

/**
 * Reads matchers as Alertmanager 0.33 does: a text that the classic syntax takes means what it
 * means there, any other what it means in the syntax of UTF-8 names.
 *
 * <p>Thread: any.
 */
public final class MatcherText {

    private static final int MOST_CHARACTERS = 64 << 10;

    private MatcherText() {}

    /**
     * Several, with or without braces: {@code {a="b", c=~"d"}}.
     *
     * @throws IllegalArgumentException with the reason of the classic syntax
     */
    public static Matchers all(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("matchers of more than 65536 characters");
        }
        try {
            return ClassicMatchers.all(text);
        } catch (MatcherSyntaxException classic) {
            try {
                return new Utf8Matchers(text).all();
            } catch (MatcherSyntaxException _) {
                throw new IllegalArgumentException(classic.getMessage(), classic);
            }
        }
    }

    /**
     * One, without braces: a filter of the API, a label of a command line.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Matcher one(String text) {
        if (text.startsWith("{") || text.endsWith("}")) {
            throw new IllegalArgumentException("unexpected open or close brace: " + text);
        }
        try {
            return ClassicMatchers.one(text);
        } catch (MatcherSyntaxException classic) {
            var matchers = all(text).all();
            if (matchers.size() == 1) {
                return matchers.getFirst();
            }
            throw new IllegalArgumentException(classic.getMessage(), classic);
        }
    }
}
