package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import java.nio.file.Path;
import java.util.Map;

/** Knows which files the disks of machines are, whoever made those. */
@FunctionalInterface
public interface UsedDisks {

    /**
     * Disks of all machines of this host and what they stand on, each with who has it.
     *
     * @throws ActionFailure where nobody can tell
     */
    Map<Path, String> now() throws ActionFailure;
}
