package io.hypervigil.libvirt.event;

import io.hypervigil.libvirt.event.DirtyListener.Respect;
import io.hypervigil.libvirt.jna.EventKind;
import io.hypervigil.libvirt.jna.EventKind.AgentChange;
import io.hypervigil.libvirt.jna.EventKind.BalloonChange;
import io.hypervigil.libvirt.jna.EventKind.BlockJob;
import io.hypervigil.libvirt.jna.EventKind.BlockThreshold;
import io.hypervigil.libvirt.jna.EventKind.Change;
import io.hypervigil.libvirt.jna.EventKind.DeviceAdded;
import io.hypervigil.libvirt.jna.EventKind.DeviceRemoved;
import io.hypervigil.libvirt.jna.EventKind.DiskChange;
import io.hypervigil.libvirt.jna.EventKind.IoError;
import io.hypervigil.libvirt.jna.EventKind.JobCompleted;
import io.hypervigil.libvirt.jna.EventKind.Lifecycle;
import io.hypervigil.libvirt.jna.EventKind.MacChange;
import io.hypervigil.libvirt.jna.EventKind.MemoryDeviceSize;
import io.hypervigil.libvirt.jna.EventKind.MemoryFailure;
import io.hypervigil.libvirt.jna.EventKind.MetadataChange;
import io.hypervigil.libvirt.jna.EventKind.MigrationIteration;
import io.hypervigil.libvirt.jna.EventKind.PowerChange;
import io.hypervigil.libvirt.jna.EventKind.Reboot;
import io.hypervigil.libvirt.jna.EventKind.TrayChange;
import io.hypervigil.libvirt.jna.EventKind.TunableChange;
import io.hypervigil.libvirt.jna.EventKind.UnknownLifecycle;
import io.hypervigil.libvirt.jna.EventKind.Watchdog;
import java.util.EnumSet;
import java.util.Set;

/** In which respects a domain is no longer what it was after an event. */
final class Effect {

    private static final Set<Respect> NONE = EnumSet.noneOf(Respect.class);
    private static final Set<Respect> DESCRIPTION = EnumSet.of(Respect.DESCRIPTION);
    private static final Set<Respect> STATE = EnumSet.of(Respect.STATE);

    /** A domain that runs has another description than one that does not. */
    private static final Set<Respect> BOTH = EnumSet.of(Respect.DESCRIPTION, Respect.STATE);

    private Effect() {}

    static Set<Respect> of(EventKind kind) {
        return switch (kind) {
            case Lifecycle(var change, var detail) -> ofChange(change, detail);
            case UnknownLifecycle _ -> BOTH;
            case Reboot _, Watchdog _, IoError _, PowerChange _, JobCompleted _ -> STATE;
            case BlockJob _, DiskChange _, TrayChange _, BalloonChange _ -> DESCRIPTION;
            case DeviceAdded _, DeviceRemoved _, AgentChange _, MetadataChange _ -> DESCRIPTION;
            case MemoryDeviceSize _, TunableChange _, MacChange _ -> DESCRIPTION;
            case MigrationIteration _, BlockThreshold _, MemoryFailure _ -> NONE;
        };
    }

    private static Set<Respect> ofChange(Change change, String detail) {
        return switch (change) {
            case DEFINED -> DESCRIPTION;
            case UNDEFINED -> detail.equals("Renamed") ? DESCRIPTION : EnumSet.of(Respect.GONE);
            case STARTED, STOPPED -> BOTH;
            case SUSPENDED, RESUMED, SHUTDOWN, PMSUSPENDED, CRASHED -> STATE;
        };
    }
}
