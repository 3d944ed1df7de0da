package io.hypervigil.host.dbus;

/** A cursor over a signature: {@code a(ss)u}. */
final class Signature {

    private final String text;
    private int position;

    Signature(String text) {
        this.text = text;
    }

    boolean hasNext() {
        return position < text.length();
    }

    char peek() throws MalformedMessageException {
        if (!hasNext()) {
            throw new MalformedMessageException("the signature '" + text + "' is cut short");
        }
        return text.charAt(position);
    }

    char next() throws MalformedMessageException {
        char type = peek();
        position++;
        return type;
    }

    /** The one complete type that comes next, which the cursor passes over. */
    Signature element() throws MalformedMessageException {
        int first = position;
        skipOne();
        return new Signature(text.substring(first, position));
    }

    /** The same from its start. */
    Signature again() {
        return new Signature(text);
    }

    boolean isAlignedToEight() throws MalformedMessageException {
        return "xtd({".indexOf(peek()) >= 0;
    }

    private void skipOne() throws MalformedMessageException {
        int open = 0;
        char type;
        do {
            type = next();
            open += type == '(' || type == '{' ? 1 : type == ')' || type == '}' ? -1 : 0;
        } while (open > 0 || type == 'a');
    }
}
