package io.hypervigil.libvirt.resource;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.HashSet;
import java.util.Set;

/**
 * What the refusals of one round mean: what has just gone is no fault, what a driver cannot do is
 * missing, all else is a problem of the group. Each is said once, however many objects it meets.
 *
 * <p>Thread: one.
 */
final class Refusals {

    private static final Set<Integer> GONE =
            Set.of(
                    VirtErrorCode.VIR_ERR_NO_DOMAIN,
                    VirtErrorCode.VIR_ERR_NO_DOMAIN_SNAPSHOT,
                    VirtErrorCode.VIR_ERR_NO_NETWORK,
                    VirtErrorCode.VIR_ERR_NO_STORAGE_POOL,
                    VirtErrorCode.VIR_ERR_NO_STORAGE_VOL);

    private static final Set<Integer> UNABLE =
            Set.of(
                    VirtErrorCode.VIR_ERR_NO_SUPPORT,
                    VirtErrorCode.VIR_ERR_OPERATION_UNSUPPORTED,
                    VirtErrorCode.VIR_ERR_ARGUMENT_UNSUPPORTED);

    private final Group group;
    private final SampleSink out;
    private final Set<String> told = new HashSet<>();

    Refusals(Group group, SampleSink out) {
        this.group = group;
        this.out = out;
    }

    /**
     * Tells of one.
     *
     * @param what cannot be had because of it
     */
    void tell(String what, VirtException refusal) {
        if (GONE.contains(refusal.code()) || !told.add(refusal.code() + " " + what)) {
            return;
        }
        if (UNABLE.contains(refusal.code())) {
            out.missing(what, String.valueOf(refusal.getMessage()));
        } else {
            out.problem(group, refusal);
        }
    }
}
