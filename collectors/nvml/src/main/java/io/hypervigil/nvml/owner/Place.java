package io.hypervigil.nvml.owner;

import java.util.Comparator;

/** An owner on one GPU. */
record Place(String gpu, OwnerKey owner) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::gpu).thenComparing(Place::owner);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
