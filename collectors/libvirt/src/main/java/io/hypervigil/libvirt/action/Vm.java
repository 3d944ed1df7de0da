package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Details;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.jna.Affect;
import io.hypervigil.libvirt.jna.DomainControl;
import io.hypervigil.libvirt.jna.DomainState;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.Optional;

/**
 * The VM that an action is about, while it is.
 *
 * @param libvirt its connection
 * @param connection the name of that
 * @param control what it can be told
 * @param leash whether anybody waits
 */
record Vm(VirtConnection libvirt, String connection, DomainControl control, Leash leash)
        implements AutoCloseable {

    String name() {
        return control.name();
    }

    String uuid() {
        return control.uuid();
    }

    DomainState state() throws VirtException {
        return control.state();
    }

    /** What it does, for people: {@code running (booted)}; {@code gone} where it is no more. */
    String stateText() throws VirtException {
        try {
            return StateText.text(control.state());
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                return "gone";
            }
            throw e;
        }
    }

    boolean isActive() throws VirtException {
        try {
            return control.state().isActive();
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                return false;
            }
            throw e;
        }
    }

    /** Makes a call, where somebody still waits for it. */
    void make(Call call) throws ActionFailure, VirtException {
        leash.check();
        call.making().on(control);
    }

    /** Its description now: of what runs where it runs. */
    DomainDescription description() throws ActionFailure, VirtException {
        return VmDetails.parsed(name(), control.domain().xml());
    }

    /** The description that the next start takes. */
    DomainDescription configured() throws ActionFailure, VirtException {
        return VmDetails.parsed(name(), control.inactiveXml());
    }

    /**
     * What of it a change is made to.
     *
     * @param wanted what was asked for; empty: all that there is
     */
    Affect affect(Optional<Affect> wanted) throws ActionFailure, VirtException {
        boolean isActive = isActive();
        boolean isPersistent = control.isPersistent();
        var affect = wanted.orElse(all(isActive, isPersistent));
        if (affect.isLive() && !isActive) {
            throw Refusal.notRunning(name(), stateText());
        }
        if (affect.isConfig() && !isPersistent) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    name() + " is transient: it has no description to keep the change in",
                    "change what runs: scope=live");
        }
        return affect;
    }

    /** What every result begins with. */
    Details details() {
        return new Details().text("vm", name()).text("uuid", uuid()).text("connection", connection);
    }

    @Override
    public void close() {
        control.close();
    }

    private static Affect all(boolean isActive, boolean isPersistent) {
        if (!isActive) {
            return Affect.CONFIG;
        }
        return isPersistent ? Affect.LIVE_AND_CONFIG : Affect.LIVE;
    }
}
