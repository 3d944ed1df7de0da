package io.hypervigil.host;

import java.util.List;

/** Disks, arrays, file systems, and files that others write for us. */
final class StorageParts {

    static final List<PartType> ALL = List.of();

    private StorageParts() {}
}
