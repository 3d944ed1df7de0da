package io.hypervigil.alerting.template.html;

import java.util.Locale;

/**
 * Follows the literal HTML of a page, so that it is known where the next value stands. Comments are
 * left out, and a {@code <} that begins no tag is escaped, as Go's html/template does.
 *
 * <p>Thread: one.
 */
final class HtmlReader {

    /** Where the next character or value stands. */
    enum State {
        TEXT,
        COMMENT,
        TAG,
        ATTRIBUTE_NAME,
        AFTER_NAME,
        BEFORE_VALUE,
        VALUE,
        /** Within title or textarea. */
        PLAIN_ELEMENT,
        SCRIPT,
        STYLE
    }

    private static final String DOCTYPE = "<!DOCTYPE";

    private final StringBuilder out;
    private State state = State.TEXT;
    private String element = "";
    private final StringBuilder attribute = new StringBuilder();
    private AttributeKind kind = AttributeKind.PLAIN;
    private char quote;
    private boolean urlBegun;
    private boolean inQuery;

    HtmlReader(StringBuilder out) {
        this.out = out;
    }

    State state() {
        return state;
    }

    /** The meaning of the attribute that the next value stands in. */
    AttributeKind kind() {
        return kind;
    }

    /** The quote around that attribute's value; 0 for none. */
    char quote() {
        return quote;
    }

    /** Whether its URL has begun. */
    boolean hasUrlBegun() {
        return urlBegun;
    }

    /** Whether its URL's query or fragment has. */
    boolean isInQuery() {
        return inQuery;
    }

    /** A value comes: where an attribute's value was to begin, it does, without quotes. */
    void valueComes() {
        if (state == State.BEFORE_VALUE) {
            beginValue((char) 0);
        }
    }

    void read(String text) {
        int at = 0;
        while (at < text.length()) {
            at =
                    switch (state) {
                        case TEXT -> inText(text, at);
                        case COMMENT -> inComment(text, at);
                        case PLAIN_ELEMENT, SCRIPT, STYLE -> inElement(text, at);
                        case TAG, ATTRIBUTE_NAME, AFTER_NAME, BEFORE_VALUE, VALUE ->
                                inTag(text, at);
                    };
        }
    }

    private int inText(String text, int at) {
        char c = text.charAt(at);
        if (c != '<') {
            out.append(c);
            return at + 1;
        }
        if (text.startsWith("<!--", at)) {
            state = State.COMMENT;
            return at + "<!--".length();
        }
        int name = text.startsWith("/", at + 1) ? at + 2 : at + 1;
        int end = nameEnd(text, name);
        if (end == name) {
            boolean doctype = text.regionMatches(true, at, DOCTYPE, 0, DOCTYPE.length());
            out.append(doctype ? "<" : "&lt;");
            return at + 1;
        }
        out.append(text, at, end);
        element = name == at + 1 ? text.substring(name, end).toLowerCase(Locale.ROOT) : "";
        state = State.TAG;
        return end;
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end), end > start)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c, boolean inside) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (inside && ((c >= '0' && c <= '9') || c == ':' || c == '-'));
    }

    private int inComment(String text, int at) {
        int end = text.indexOf("-->", at);
        if (end < 0) {
            return text.length();
        }
        state = State.TEXT;
        return end + "-->".length();
    }

    /** Until the element's own end. */
    private int inElement(String text, int at) {
        boolean ends = text.regionMatches(true, at, "</" + element, 0, element.length() + 2);
        if (ends) {
            int end = at + element.length() + 2;
            out.append(text, at, end);
            element = "";
            state = State.TAG;
            return end;
        }
        char c = text.charAt(at);
        out.append(state == State.PLAIN_ELEMENT && c == '<' ? "&lt;" : Character.toString(c));
        return at + 1;
    }

    private int inTag(String text, int at) {
        char c = text.charAt(at);
        if (state == State.VALUE && quote != 0) {
            inQuotes(c);
        } else if (c == '>') {
            state = afterTag();
        } else if (isSpace(c)) {
            space();
        } else {
            mark(c);
        }
        out.append(c);
        return at + 1;
    }

    private void inQuotes(char c) {
        if (c == quote) {
            state = State.TAG;
        } else {
            url(c);
        }
    }

    private void space() {
        switch (state) {
            case VALUE -> state = State.TAG;
            case ATTRIBUTE_NAME -> state = State.AFTER_NAME;
            default -> {}
        }
    }

    private void mark(char c) {
        switch (state) {
            case BEFORE_VALUE -> {
                boolean quoted = c == '"' || c == '\'';
                beginValue(quoted ? c : 0);
                if (!quoted) {
                    url(c);
                }
            }
            case VALUE -> url(c);
            case ATTRIBUTE_NAME, AFTER_NAME -> {
                if (c == '=') {
                    kind = AttributeKind.of(attribute.toString());
                    state = State.BEFORE_VALUE;
                } else {
                    name(c);
                }
            }
            default -> name(c);
        }
    }

    private void name(char c) {
        if (state != State.ATTRIBUTE_NAME) {
            attribute.setLength(0);
            state = State.ATTRIBUTE_NAME;
        }
        attribute.append(c);
    }

    /** A value as an attribute's name. */
    void named(String name) {
        name.chars().forEach(c -> name((char) c));
    }

    private void beginValue(char with) {
        quote = with;
        urlBegun = false;
        inQuery = false;
        state = State.VALUE;
    }

    private void url(char c) {
        if (c == '?' || c == '#') {
            inQuery = true;
        }
        urlBegun |= !isSpace(c);
    }

    private State afterTag() {
        return switch (element) {
            case "script" -> State.SCRIPT;
            case "style" -> State.STYLE;
            case "title", "textarea" -> State.PLAIN_ELEMENT;
            default -> State.TEXT;
        };
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
