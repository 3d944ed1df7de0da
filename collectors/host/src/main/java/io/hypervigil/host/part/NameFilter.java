package io.hypervigil.host.part;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which names are wanted, as node_exporter decides it: a name that the exclude pattern finds is
 * not, nor is one that the include pattern does not find. Patterns are RE2's and match anywhere in
 * the name; {@code ^} and {@code $} tie them down.
 *
 * <p>Thread: one.
 */
public final class NameFilter {

    /** Names come and go with containers: beyond this many, verdicts are found anew. */
    private static final int MAX_VERDICTS = 4096;

    private final Optional<Pattern> include;
    private final Optional<Pattern> exclude;
    private final Map<String, Boolean> verdicts = new HashMap<>();

    private NameFilter(Optional<Pattern> include, Optional<Pattern> exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    /**
     * The filter of two patterns, either of which may be "" for none.
     *
     * @throws IllegalArgumentException where a pattern is not one of RE2's
     */
    public static NameFilter of(String include, String exclude) {
        return new NameFilter(compiled("include", include), compiled("exclude", exclude));
    }

    /** The filter that wants what a pattern finds; "" wants everything. */
    public static NameFilter including(String pattern) {
        return of(pattern, "");
    }

    /** The filter that wants what a pattern does not find; "" wants everything. */
    public static NameFilter excluding(String pattern) {
        return of("", pattern);
    }

    /**
     * For the constructor of a settings record.
     *
     * @param name the setting, which the refusal begins with
     * @throws IllegalArgumentException where the pattern is not one of RE2's
     */
    public static void requirePattern(String name, String pattern) {
        compiled(name, pattern);
    }

    /**
     * For the constructor of a settings record: both patterns are RE2's and at most one is given.
     *
     * @throws IllegalArgumentException where they are not
     */
    public static void requireOneOf(
            String includeName, String include, String excludeName, String exclude) {
        requirePattern(includeName, include);
        requirePattern(excludeName, exclude);
        if (!include.isEmpty() && !exclude.isEmpty()) {
            throw new IllegalArgumentException(
                    includeName + " and " + excludeName + " are given, one of them expected");
        }
    }

    /** Whether a name is wanted. */
    public boolean accepts(String name) {
        var verdict = verdicts.get(name);
        if (verdict == null) {
            if (verdicts.size() >= MAX_VERDICTS) {
                verdicts.clear();
            }
            verdict = decide(name);
            verdicts.put(name, verdict);
        }
        return verdict;
    }

    private boolean decide(String name) {
        return exclude.map(pattern -> !pattern.matcher(name).find()).orElse(true)
                && include.map(pattern -> pattern.matcher(name).find()).orElse(true);
    }

    private static Optional<Pattern> compiled(String name, String pattern) {
        try {
            return pattern.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    name + ": '" + pattern + "' is no RE2 pattern: " + e.getDescription(), e);
        }
    }
}
