package io.hypervigil.promql.script;

import com.google.re2j.Pattern;

/** A text that is expected: any, a certain one, or one in which an expression is found. */
sealed interface Wanted {

    boolean matches(String text);

    /** Any text. */
    record Any() implements Wanted {
        @Override
        public boolean matches(String text) {
            return true;
        }

        @Override
        public String toString() {
            return "any";
        }
    }

    /** This text. */
    record Exactly(String message) implements Wanted {
        @Override
        public boolean matches(String text) {
            return text.equals(message);
        }

        @Override
        public String toString() {
            return '"' + message + '"';
        }
    }

    /** A text with a part that matches. */
    record Found(Pattern pattern) implements Wanted {
        @Override
        public boolean matches(String text) {
            return pattern.matcher(text).find();
        }

        @Override
        public String toString() {
            return "a match of " + pattern.pattern();
        }
    }
}
