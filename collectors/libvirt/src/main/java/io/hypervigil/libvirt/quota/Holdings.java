package io.hypervigil.libvirt.quota;

import io.hypervigil.collect.action.ActionFailure;
import java.util.List;

/** Knows all domains, running or not. */
@FunctionalInterface
public interface Holdings {

    /**
     * What they have now. Others wait meanwhile: it is best answered from memory.
     *
     * @throws ActionFailure where nobody can tell
     */
    List<Holding> now() throws ActionFailure;
}
