package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.action.Declared.Pace;
import io.hypervigil.libvirt.jna.ShutdownMode;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.List;

/** Ending and rebooting: by asking the guest, or without. */
final class EndingActions {

    private static final Duration USUAL_GRACE = Duration.ofSeconds(60);
    private static final Duration MOST_GRACE = Duration.ofHours(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private static final Parameter MODE =
            Parameter.optional(
                    "mode",
                    new Parameter.Type.Choice(List.of("default", "acpi", "agent")),
                    "How the guest is asked: by its power button, or by its agent");

    private static final Parameter GRACE =
            Parameter.optional(
                    "grace", new Parameter.Type.Span(), "How long it may take; 60s if not said");

    private static final Parameter FORCE =
            Parameter.optional(
                    "force", new Parameter.Type.Flag(), "Whether it is destroyed after that");

    private static final Parameter GRACEFUL =
            Parameter.optional(
                    "graceful",
                    new Parameter.Type.Flag(),
                    "Whether a hypervisor that does not end is left");

    private final Declared declared;
    private final Pause pause;

    EndingActions(Declared declared, Pause pause) {
        this.declared = declared;
        this.pause = pause;
    }

    List<Action> actions() {
        return List.of(
                declared.onVm(
                        Head.operates("vm.shutdown", "Ask a guest to end, and wait until it has")
                                .longly(),
                        this::shutdown,
                        MODE,
                        GRACE,
                        FORCE),
                declared.plans(
                        Head.operates("vm.reboot", "Ask a guest to reboot"),
                        Pace.USUAL,
                        EndingActions::reboot,
                        MODE),
                declared.plans(
                        Head.destroys("vm.destroy", "End a VM at once, as by pulling its plug"),
                        Pace.ENDING,
                        EndingActions::destroy,
                        GRACEFUL));
    }

    private ActionResult shutdown(Sessions sessions, ActionCall call) throws ActionFailure {
        var grace = call.span(GRACE.name()).orElse(USUAL_GRACE);
        if (grace.isNegative() || grace.compareTo(MOST_GRACE) > 0) {
            throw Refusal.of(
                    Kind.INVALID, "grace: " + grace.toSeconds() + " s", "0s to 1h can be waited");
        }
        return sessions.onVm(
                "vm.shutdown",
                call,
                grace.plus(sessions.patience().multipliedBy(2)),
                vm -> end(vm, call, grace));
    }

    private ActionResult end(Vm vm, ActionCall call, Duration grace)
            throws ActionFailure, VirtException {
        boolean isForced = call.isSet(FORCE.name());
        var old = vm.stateText();
        if (!vm.isActive()) {
            return ActionResult.unchanged(vm.details().text("old", old).fields());
        }
        refuseDeaf(vm);
        var asking =
                Call.of(
                        "virDomainShutdownFlags",
                        control -> control.shutdown(mode(call)),
                        mode(call).name());
        var calls =
                isForced
                        ? List.of(asking.text(vm.name()), destruction(false).text(vm.name()))
                        : List.of(asking.text(vm.name()));
        var details = vm.details().text("old", old);
        if (call.isDryRun()) {
            return ActionResult.changed(details.texts("calls", calls).fields());
        }
        if (!isMade(vm, asking)) {
            return ActionResult.unchanged(details.fields());
        }
        boolean hasEnded = hasEnded(vm, call, grace);
        if (!hasEnded && !isForced) {
            throw unheard(vm, grace);
        }
        if (!hasEnded) {
            hasEnded = !isMade(vm, destruction(false));
        }
        return ActionResult.changed(
                details.text("new", vm.stateText())
                        .texts("calls", hasEnded ? List.of(calls.getFirst()) : calls)
                        .fields());
    }

    /** False where it has ended by itself just before. */
    private static boolean isMade(Vm vm, Call call) throws ActionFailure, VirtException {
        try {
            vm.make(call);
            return true;
        } catch (VirtException e) {
            if (vm.isActive()) {
                throw e;
            }
            return false;
        }
    }

    private boolean hasEnded(Vm vm, ActionCall call, Duration grace)
            throws ActionFailure, VirtException {
        long looks = grace.dividedBy(LOOK_EVERY);
        for (long look = 0; vm.isActive(); look++) {
            if (look >= looks) {
                return false;
            }
            if (call.isCancelled()) {
                throw Refusal.cancelled(
                        vm.name() + ": no longer waited for",
                        "the guest was asked and may still end");
            }
            vm.leash().check();
            call.progress((double) look / looks, "waiting for the guest to end");
            pause.await(LOOK_EVERY);
        }
        return true;
    }

    private static Plan reboot(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        LifecycleActions.refuseInactive(vm);
        refuseDeaf(vm);
        return Plan.of(
                        Call.of(
                                "virDomainReboot",
                                control -> control.reboot(mode(call)),
                                mode(call).name()))
                .noting("the guest was asked; it reboots when its system answers");
    }

    private static Plan destroy(Vm vm, ActionCall call) throws VirtException {
        return vm.isActive() ? Plan.of(destruction(call.isSet(GRACEFUL.name()))) : Plan.nothing();
    }

    private static Call destruction(boolean isGraceful) {
        return Call.of(
                "virDomainDestroyFlags",
                control -> control.destroy(isGraceful),
                isGraceful ? "GRACEFUL" : "0");
    }

    private static ShutdownMode mode(ActionCall call) {
        return switch (call.text(MODE.name()).orElse("default")) {
            case "acpi" -> ShutdownMode.ACPI_POWER_BTN;
            case "agent" -> ShutdownMode.GUEST_AGENT;
            default -> ShutdownMode.DEFAULT;
        };
    }

    /** A guest that does not run cannot answer. */
    private static void refuseDeaf(Vm vm) throws ActionFailure, VirtException {
        if (vm.state().isPaused()) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    vm.name() + " is " + vm.stateText() + " and cannot be asked",
                    "vm.resume lets it go on, vm.destroy ends it as it is");
        }
    }

    private static ActionFailure unheard(Vm vm, Duration grace) {
        return Refusal.of(
                Kind.CONFLICT,
                vm.name() + ": the guest was asked to end and has not within " + seconds(grace),
                "a system that heeds its power button has to run in it; vm.destroy ends it"
                        + " without, force=true does so after the grace");
    }

    private static String seconds(Duration span) {
        return span.toMillis() % 1000 == 0 ? span.toSeconds() + " s" : span.toMillis() + " ms";
    }
}
