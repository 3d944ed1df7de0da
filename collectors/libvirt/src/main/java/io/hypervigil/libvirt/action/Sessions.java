package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.action.LostThreads.Going;
import io.hypervigil.libvirt.jna.ControlInfo;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.Optional;

/**
 * Work with connections and VMs on threads that may be lost, and for how long it is waited for.
 *
 * <p>Thread: any.
 */
final class Sessions {

    /** Long enough for calls that take no lock, on a host that is busy too. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final VmControl control;
    private final LostThreads threads;

    Sessions(VmControl control, LostThreads threads) {
        this.control = control;
        this.threads = threads;
    }

    /** What is done with a connection. */
    interface Work<T> {
        T with(VirtConnection libvirt, Leash leash) throws ActionFailure, VirtException;
    }

    /** What is done with a VM. */
    interface VmWork<T> {
        T with(Vm vm) throws ActionFailure, VirtException;
    }

    VmControl control() {
        return control;
    }

    /** How long a thing may take. */
    Duration patience() {
        return control.settings().patience();
    }

    /** Does something with the VM that a call names, and waits for it. */
    <T> T onVm(String action, ActionCall call, Duration deadline, VmWork<T> work)
            throws ActionFailure {
        return onVm(action, Target.of(control.connections(), call), deadline, work);
    }

    /** Does something with a VM, and waits for it. */
    <T> T onVm(String action, Target target, Duration deadline, VmWork<T> work)
            throws ActionFailure {
        var going = begin(target, work);
        var end = going.within(deadline);
        if (end.isPresent()) {
            return end.get();
        }
        going.abandon();
        throw stuck(action, target, deadline);
    }

    /** Begins something with a VM. */
    <T> Going<T> begin(Target target, VmWork<T> work) throws ActionFailure {
        return threads.begin(
                leash ->
                        on(
                                target.connection(),
                                target.vm(),
                                libvirt -> {
                                    try (var vm = target.find(libvirt, leash)) {
                                        return work.with(vm);
                                    }
                                }));
    }

    /** Does something with a connection, and waits for it. */
    <T> T on(String action, String connection, Duration deadline, Work<T> work)
            throws ActionFailure {
        var going =
                threads.begin(
                        leash -> on(connection, action, libvirt -> work.with(libvirt, leash)));
        var end = going.within(deadline);
        if (end.isPresent()) {
            return end.get();
        }
        going.abandon();
        throw unanswered(action, connection, deadline, "");
    }

    /** What is done with a connection, told in the words of what it is about. */
    private interface Bare<T> {
        T with(VirtConnection libvirt) throws ActionFailure, VirtException;
    }

    private <T> T on(String connection, String what, Bare<T> work) throws ActionFailure {
        return control.connections()
                .with(
                        connection,
                        libvirt -> {
                            try {
                                return work.with(libvirt);
                            } catch (VirtException e) {
                                throw isAlive(libvirt)
                                        ? Refusal.of(what, e)
                                        : Refusal.lost(what, e);
                            }
                        });
    }

    private static boolean isAlive(VirtConnection libvirt) {
        try {
            return libvirt.isAlive();
        } catch (VirtException _) {
            return false;
        }
    }

    /** Who holds it up, as far as can be said without waiting for it. */
    ActionFailure stuck(String action, Target target, Duration deadline) throws ActionFailure {
        Optional<ControlInfo> info;
        try {
            info =
                    begin(target, vm -> Optional.of(vm.control().domain().controlInfo()))
                            .within(LOOK)
                            .orElse(Optional.empty());
        } catch (ActionFailure _) {
            info = Optional.empty();
        }
        return unanswered(
                action,
                target.vm() + " on " + target.connection(),
                deadline,
                info.map(Sessions::told).orElse(": the daemon does not answer at all"));
    }

    private static String told(ControlInfo info) {
        return switch (info.state()) {
            case OK -> ": its hypervisor answers by now";
            case JOB -> ": another job holds it";
            case OCCUPIED ->
                    ": its hypervisor has not answered for " + info.since().toSeconds() + " s";
            case ERROR -> ": its hypervisor's monitor is broken";
        };
    }

    private static ActionFailure unanswered(
            String action, String what, Duration deadline, String why) {
        return Refusal.of(
                Kind.UNAVAILABLE,
                action
                        + " of "
                        + what
                        + " did not come back within "
                        + deadline.toSeconds()
                        + " s"
                        + why,
                "what was begun may still be done: see vm.show; where it hangs, vm.destroy ends it");
    }
}
