package io.hypervigil.host.part;

import io.hypervigil.collect.Family;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The families made from one pattern, kept since a family is the key of its series, and each field
 * held against the filter once.
 *
 * <p>Thread: one.
 */
public final class NamedFamilies {

    private final Family pattern;
    private final Predicate<String> isWanted;
    private final Map<String, Optional<Family>> families = new HashMap<>();

    /** The families of all fields. */
    public NamedFamilies(Family pattern) {
        this(pattern, _ -> true);
    }

    /** The families of the fields that are wanted. */
    public NamedFamilies(Family pattern, Predicate<String> isWanted) {
        this.pattern = pattern;
        this.isWanted = isWanted;
    }

    /** The family of a field, or empty where it is not wanted. */
    public Optional<Family> of(String field) {
        return families.computeIfAbsent(
                field,
                name -> isWanted.test(name) ? Optional.of(pattern.named(name)) : Optional.empty());
    }
}
