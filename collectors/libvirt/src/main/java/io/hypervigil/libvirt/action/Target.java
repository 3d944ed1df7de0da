package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which VM is meant.
 *
 * @param connection of which one
 * @param vm its name or its UUID
 */
record Target(String connection, String vm) {

    private static final int MOST_CHARACTERS = 1024;

    private static final Parameter.Type NAME = new Parameter.Type.Text(MOST_CHARACTERS);

    static final Parameter VM = Parameter.positional("vm", NAME, "The VM: its name, or its UUID");

    static final Parameter CONNECTION =
            Parameter.optional(
                    "connection", NAME, "The connection to libvirt, where there are several");

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    static Target of(ControlConnections connections, ActionCall call) throws ActionFailure {
        var vm = call.text(VM.name()).orElse("");
        refuseOdd(vm);
        return new Target(connection(connections, call), vm);
    }

    /** The connection that a call names, or the only one. */
    static String connection(ControlConnections connections, ActionCall call) throws ActionFailure {
        var names = connections.names();
        var wanted = call.text(CONNECTION.name());
        if (wanted.isEmpty() && names.size() == 1) {
            return names.getFirst();
        }
        if (wanted.isEmpty()) {
            throw Refusal.of(
                    Kind.INVALID,
                    "there are several connections: " + String.join(", ", names),
                    "say which: connection=" + names.getFirst());
        }
        if (!names.contains(wanted.get())) {
            throw Refusal.of(
                    Kind.NOT_FOUND,
                    "no connection is called '" + wanted.get() + "'",
                    "there are: " + String.join(", ", names));
        }
        return wanted.get();
    }

    /** Looks it up; what looks like a UUID is one, unless only a name is like that. */
    Vm find(VirtConnection libvirt, Leash leash) throws VirtException {
        return new Vm(libvirt, connection, libvirt.control(handle(libvirt)), leash);
    }

    private VirtDomain handle(VirtConnection libvirt) throws VirtException {
        if (!UUID.matcher(vm).matches()) {
            return libvirt.domainNamed(vm);
        }
        try {
            return libvirt.domain(vm.toLowerCase(Locale.ROOT));
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                return libvirt.domainNamed(vm);
            }
            throw e;
        }
    }

    /** C would read such a name only as far as its first 0. */
    private static void refuseOdd(String vm) throws ActionFailure {
        if (vm.isEmpty() || vm.indexOf('\0') >= 0) {
            throw Refusal.of(
                    Kind.INVALID,
                    "vm: a name or a UUID expected",
                    "vm.list shows the VMs there are");
        }
    }
}
