package io.hypervigil.web.security;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A bcrypt hash of a password, {@code $2a$}, {@code $2b$} or {@code $2y$}.
 *
 * @param text as written; never printed
 */
public record PasswordHash(String text) {

    /** bcrypt's own. */
    static final int MIN_COST = 4;

    /** Half a minute of a core: beyond it one wrong password is an attack. */
    static final int MAX_COST = 18;

    private static final Pattern FORM =
            Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

    public PasswordHash {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "no bcrypt hash: 60 characters that begin with $2a$, $2b$ or $2y$ expected");
        }
        int cost = Integer.parseInt(matcher.group(1));
        if (cost < MIN_COST || cost > MAX_COST) {
            throw new IllegalArgumentException(
                    "a bcrypt cost of "
                            + cost
                            + ", from "
                            + MIN_COST
                            + " to "
                            + MAX_COST
                            + " expected");
        }
    }

    /** A hash that no password is known for. */
    static PasswordHash ofNobody(int cost) {
        return new PasswordHash(
                String.format(Locale.ROOT, "$2b$%02d$", cost)
                        + "HypervigilHypervigilO/"
                        + "NobodyKnowsThePasswordOfThis.uu");
    }

    /** The work it takes to check a password, as a power of two. */
    int cost() {
        return Integer.parseInt(text.substring(4, 6));
    }

    @Override
    public String toString() {
        return "<secret>";
    }
}
