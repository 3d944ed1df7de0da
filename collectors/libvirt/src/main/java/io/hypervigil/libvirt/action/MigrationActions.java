package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.jna.DomainState.State;
import io.hypervigil.libvirt.jna.MigrateFlag;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moving a VM that runs to another host. The daemons talk to each other; this process watches, and
 * has them stop where it is told so.
 *
 * <p>A VM that has moved already is not found, or does not run, and that is what is said: a VM that
 * ended, was undefined or has moved elsewhere looks the same from here, and only the daemon that it
 * may have moved to, to which there is no connection, could tell them apart.
 */
final class MigrationActions {

    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Parameter TO =
            Parameter.positional(
                    "to",
                    new Parameter.Type.Text(1024),
                    "The URI of the daemon there; one of those that are configured");

    private static final Parameter TUNNELLED =
            Parameter.optional(
                    "tunnelled",
                    new Parameter.Type.Flag(),
                    "Whether memory goes through the daemons' own connection");

    private static final Parameter COPY_STORAGE =
            Parameter.optional(
                    "copy_storage",
                    new Parameter.Type.Flag(),
                    "Whether disks are copied, where both hosts do not share them");

    private static final Parameter AUTO_CONVERGE =
            Parameter.optional(
                    "auto_converge",
                    new Parameter.Type.Flag(),
                    "Whether the guest is slowed down where it writes faster than can be sent");

    private static final Parameter BANDWIDTH =
            Parameter.optional(
                    "bandwidth_mebibytes",
                    new Parameter.Type.Whole(1, 1 << 20),
                    "MiB a second at most; as much as there is if not said");

    private final Declared declared;

    MigrationActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.onVm(
                        Head.rules("vm.migrate", "Move a VM to another host while it runs")
                                .longly(),
                        MigrationActions::migrate,
                        TO,
                        TUNNELLED,
                        COPY_STORAGE,
                        AUTO_CONVERGE,
                        BANDWIDTH));
    }

    /** How a migration is told and made. */
    private record Course(String to, Set<MigrateFlag> flags, long bandwidth) {

        static Course of(ActionCall call, String to, boolean isPersistent, boolean isRunning) {
            var flags = EnumSet.of(MigrateFlag.PEER2PEER, MigrateFlag.ABORT_ON_ERROR);
            if (isRunning) {
                flags.add(MigrateFlag.LIVE);
            }
            if (isPersistent) {
                flags.add(MigrateFlag.PERSIST_DEST);
                flags.add(MigrateFlag.UNDEFINE_SOURCE);
            }
            if (call.isSet(TUNNELLED.name())) {
                flags.add(MigrateFlag.TUNNELLED);
            }
            if (call.isSet(COPY_STORAGE.name())) {
                flags.add(MigrateFlag.NON_SHARED_DISK);
            }
            if (call.isSet(AUTO_CONVERGE.name())) {
                flags.add(MigrateFlag.AUTO_CONVERGE);
            }
            return new Course(to, flags, call.whole(BANDWIDTH.name()).orElse(0L));
        }

        Call call() {
            return Call.of(
                    "virDomainMigrateToURI2",
                    control -> control.migrate(to, Optional.empty(), flags, bandwidth),
                    to,
                    flags.stream().map(Enum::name).collect(Collectors.joining("|")),
                    Long.toString(bandwidth));
        }
    }

    private static ActionResult migrate(Sessions sessions, ActionCall call) throws ActionFailure {
        var to = call.text(TO.name()).orElse("");
        var allowed = sessions.control().settings().migrationTargets();
        if (!allowed.contains(to)) {
            throw Refusal.of(
                    Kind.NOT_PERMITTED,
                    "'" + to + "' is no target that VMs may be migrated to",
                    allowed.isEmpty()
                            ? "migration_targets names those that are allowed"
                            : "allowed are: " + String.join(", ", allowed));
        }
        // As long as it takes: a guest that writes much is sent for hours.
        return WatchedJob.run("vm.migrate", sessions, call, LONGEST, vm -> migrate(vm, call, to));
    }

    private static ActionResult migrate(Vm vm, ActionCall call, String to)
            throws ActionFailure, VirtException {
        LifecycleActions.refuseInactive(vm);
        var course =
                Course.of(
                        call, to, vm.control().isPersistent(), vm.state().state() == State.RUNNING);
        return Declared.carryOut(vm, call, Declared.Reading.STATE, Plan.of(course.call()));
    }
}
