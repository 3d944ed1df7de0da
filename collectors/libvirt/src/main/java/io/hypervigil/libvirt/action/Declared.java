package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Declares actions that need the source to be open. */
final class Declared {

    private final OpenActions<Sessions> open;

    Declared(Supplier<Optional<VmControl>> control) {
        var threads = new LostThreads();
        this.open =
                new OpenActions<>(
                        "libvirt",
                        "libvirt",
                        () -> control.get().map(opened -> new Sessions(opened, threads)));
    }

    /** Reads of a VM what a change is about. */
    interface Reading {
        Value of(Vm vm) throws ActionFailure, VirtException;

        /** What it does. */
        Reading STATE = vm -> new Value.Text(vm.stateText());
    }

    /** Says what makes a VM as asked. */
    interface Planner {
        Plan plan(Vm vm, ActionCall call) throws ActionFailure, VirtException;
    }

    /** How long a plan may take: so many times the patience that is configured. */
    enum Pace {
        USUAL(1),
        /** Ending a process takes two tries. */
        ENDING(2),
        /** Memory or disks are written. */
        WRITING(40);

        private final int times;

        Pace(int times) {
            this.times = times;
        }

        private Duration of(Duration patience) {
            return patience.multipliedBy(times);
        }
    }

    Action of(Head head, OpenActions.Body<Sessions> body, List<Parameter> parameters) {
        return open.of(head, body, parameters);
    }

    /** An action on one VM, whose parameters come beside those that say which. */
    Action onVm(Head head, OpenActions.Body<Sessions> body, Parameter... parameters) {
        var all = new ArrayList<Parameter>();
        all.add(Target.VM);
        all.addAll(List.of(parameters));
        all.add(Target.CONNECTION);
        return of(head, body, all);
    }

    /** An action that changes the state of a VM. */
    Action plans(Head head, Pace pace, Planner planner, Parameter... parameters) {
        return plans(head, pace, Reading.STATE, planner, parameters);
    }

    /** An action that changes what is read of a VM. */
    Action plans(Head head, Pace pace, Reading reading, Planner planner, Parameter... parameters) {
        return onVm(
                head,
                (sessions, call) -> {
                    var deadline = pace.of(sessions.patience());
                    Sessions.VmWork<ActionResult> work = vm -> plan(vm, call, reading, planner);
                    return switch (head.length()) {
                        case SHORT -> sessions.onVm(head.name(), call, deadline, work);
                        case LONG -> WatchedJob.run(head.name(), sessions, call, deadline, work);
                    };
                },
                parameters);
    }

    /**
     * Carries out what has to be. Where somebody else did it between the look and the call, libvirt
     * says that it does not go in this state: it is so already then.
     */
    private static ActionResult plan(Vm vm, ActionCall call, Reading reading, Planner planner)
            throws ActionFailure, VirtException {
        try {
            return carryOut(vm, call, reading, planner.plan(vm, call));
        } catch (VirtException e) {
            if (e.code() != VirtErrorCode.VIR_ERR_OPERATION_INVALID) {
                throw e;
            }
            var left = planner.plan(vm, call);
            if (!left.calls().isEmpty()) {
                throw e;
            }
            return carryOut(vm, call, reading, left);
        }
    }

    /** Makes the calls of a plan, or tells them, with what was and what is. */
    static ActionResult carryOut(Vm vm, ActionCall call, Reading reading, Plan plan)
            throws ActionFailure, VirtException {
        var details = vm.details().value("old", reading.of(vm));
        var texts = plan.calls().stream().map(each -> each.text(vm.name())).toList();
        if (plan.calls().isEmpty()) {
            return ActionResult.unchanged(details.all(plan.notes()).fields());
        }
        if (!call.isDryRun()) {
            for (Call each : plan.calls()) {
                vm.make(each);
            }
            details.value("new", reading.of(vm));
        }
        return ActionResult.changed(details.texts("calls", texts).all(plan.notes()).fields());
    }
}
