package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.Fact.OwnerType;
import java.util.Comparator;
import java.util.Locale;

/** An owner, by what does not change while it lives. */
record OwnerKey(OwnerType type, String id) implements Comparable<OwnerKey> {

    private static final Comparator<OwnerKey> ORDER =
            Comparator.comparing(OwnerKey::type).thenComparing(OwnerKey::id);

    static OwnerKey of(Owner owner) {
        return new OwnerKey(owner.type(), owner.id());
    }

    /** The value of the label {@code owner_type}. */
    String typeLabel() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(OwnerKey other) {
        return ORDER.compare(this, other);
    }
}
