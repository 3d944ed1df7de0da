package io.hypervigil.promql.syntax;

/** Finds where a text in quotes ends, and refuses escapes that mean nothing. */
final class StringScanner {

    private static final String SIMPLE_ESCAPES = "abfnrtv\\";
    private static final int NO_CHARACTER = 0xfffd;

    private final QueryText text;
    private final int start;
    private final int quote;
    private int place;

    /**
     * @param start where the quote that opens it stands
     */
    StringScanner(QueryText text, int start) {
        this.text = text;
        this.start = start;
        this.quote = text.at(start);
        this.place = start + 1;
    }

    /** The place behind the quote that closes it. */
    int end() throws ParseException {
        while (true) {
            int c = take();
            if (c == quote) {
                return place;
            }
            if (c == QueryText.END || (c == '\n' && quote != '`')) {
                throw error(
                        quote == '`' ? "unterminated raw string" : "unterminated quoted string");
            }
            if (c == NO_CHARACTER) {
                throw error("invalid UTF-8 rune");
            }
            if (c == '\\' && quote != '`') {
                escape();
            }
        }
    }

    private void escape() throws ParseException {
        int c = take();
        if (c == quote || (c != QueryText.END && SIMPLE_ESCAPES.indexOf(c) >= 0)) {
            return;
        }
        switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                place--;
                digits(3, 8, 0xff);
            }
            case 'x' -> digits(2, 16, 0xff);
            case 'u' -> digits(4, 16, Character.MAX_CODE_POINT);
            case 'U' -> digits(8, 16, Character.MAX_CODE_POINT);
            case QueryText.END -> throw error("escape sequence not terminated");
            default -> throw error("unknown escape sequence " + Characters.numbered(c));
        }
    }

    private void digits(int count, int radix, int max) throws ParseException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int c = take();
            if (c == QueryText.END) {
                throw error("escape sequence not terminated");
            }
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                throw error("illegal character " + Characters.numbered(c) + " in escape sequence");
            }
            value = value * radix + digit;
        }
        if (value > max || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
            throw error("escape sequence is an invalid Unicode code point");
        }
    }

    private int take() {
        int c = text.characterAt(place);
        if (c != QueryText.END) {
            place += Character.charCount(c);
        }
        return c;
    }

    private ParseException error(String reason) {
        return text.error(start, reason);
    }
}
