package io.hypervigil.alerting.template.text;

/**
 * {@code title}: a capital where a word of Unicode begins.
 *
 * <p>Thread: any.
 */
public final class Titles {

    private Titles() {}

    /** The rest of each word stays as it is: Prometheus'. */
    public static String keeping(String text) {
        return of(text, false);
    }

    /** The rest of each word becomes small: Alertmanager's. */
    public static String lowering(String text) {
        return of(text, true);
    }

    private static String of(String text, boolean lowers) {
        var title = new StringBuilder(text.length());
        boolean inWord = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            if (Character.isLetter(c)) {
                title.appendCodePoint(inWord ? rest(c, lowers) : Character.toTitleCase(c));
                inWord = true;
            } else {
                title.appendCodePoint(c);
                inWord = inWord && joins(text, c, next);
            }
            at = next;
        }
        return title.toString();
    }

    private static int rest(int c, boolean lowers) {
        return lowers ? Character.toLowerCase(c) : c;
    }

    /**
     * Whether a word goes on over this: a digit, a mark, an apostrophe or point between letters.
     */
    private static boolean joins(String text, int c, int next) {
        if (Character.isDigit(c)
                || c == '_'
                || Character.getType(c) == Character.NON_SPACING_MARK) {
            return true;
        }
        boolean between = c == '\'' || c == '.' || c == ':' || c == '\u2019' || c == '\u00b7';
        return between && next < text.length() && Character.isLetterOrDigit(text.codePointAt(next));
    }
}
