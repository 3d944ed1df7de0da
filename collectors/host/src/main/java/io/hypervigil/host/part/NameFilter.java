package io.hypervigil.host.part;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which names are wanted: those that one pattern finds itself in, or all but those. Patterns are
 * RE2's and not anchored, as node_exporter's.
 *
 * <p>Thread: any; immutable.
 */
public final class NameFilter {

    private final @Nullable Pattern include;
    private final @Nullable Pattern exclude;

    private NameFilter(@Nullable Pattern include, @Nullable Pattern exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    /**
     * A filter of one pattern; both "" keeps every name.
     *
     * @throws IllegalArgumentException where both are given, or one is no pattern
     */
    public static NameFilter of(String include, String exclude) {
        if (!include.isEmpty() && !exclude.isEmpty()) {
            throw new IllegalArgumentException(
                    "include '"
                            + include
                            + "' and exclude '"
                            + exclude
                            + "', one of them expected");
        }
        return new NameFilter(compile(include), compile(exclude));
    }

    /** Whether a name is wanted. */
    public boolean keeps(String name) {
        return (include == null || include.matcher(name).find())
                && (exclude == null || !exclude.matcher(name).find());
    }

    private static @Nullable Pattern compile(String pattern) {
        try {
            return pattern.isEmpty() ? null : Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is no pattern: " + e.getMessage(), e);
        }
    }
}
