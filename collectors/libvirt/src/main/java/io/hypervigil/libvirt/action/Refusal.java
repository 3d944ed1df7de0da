package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;

/** What went wrong and what to do about it. */
final class Refusal {

    private static final String DAEMON = "see whether libvirtd runs, then try again";

    private Refusal() {}

    static ActionFailure of(Kind kind, String message, String remedy) {
        return new ActionFailure(kind, message, remedy, null);
    }

    /** A call that libvirt refused; its number and its words are kept. */
    static ActionFailure of(String what, VirtException e) {
        var reason = Reason.of(e.code());
        return new ActionFailure(reason.kind, text(what, e), reason.remedy, e);
    }

    /** Whether libvirt knows no such VM. */
    static boolean isNoDomain(ActionFailure failure) {
        return failure.getCause() instanceof VirtException libvirt
                && libvirt.code() == VirtErrorCode.VIR_ERR_NO_DOMAIN;
    }

    /** A call that broke with its connection, whatever number libvirt gives that. */
    static ActionFailure lost(String what, VirtException e) {
        return new ActionFailure(Kind.UNAVAILABLE, text(what, e), DAEMON, e);
    }

    private static String text(String what, VirtException e) {
        return what + ": " + e.getMessage() + " (libvirt error " + e.code() + ")";
    }

    /** It would have to run, and does not. */
    static ActionFailure notRunning(String vm, String state) {
        return of(Kind.CONFLICT, vm + " does not run: it is " + state, "vm.start starts it");
    }

    static ActionFailure cancelled(String what, String left) {
        return of(Kind.CANCELLED, what, left);
    }

    /** What a number of libvirt's means for who asked. */
    private record Reason(Kind kind, String remedy) {

        /** A table of virErrorNumber. */
        static Reason of(int code) {
            return switch (code) {
                case VirtErrorCode.VIR_ERR_NO_DOMAIN ->
                        new Reason(Kind.NOT_FOUND, "vm.list shows the VMs there are");
                case VirtErrorCode.VIR_ERR_NO_DOMAIN_SNAPSHOT ->
                        new Reason(
                                Kind.NOT_FOUND, "vm.snapshot-list shows the snapshots there are");
                case VirtErrorCode.VIR_ERR_NO_NETWORK ->
                        new Reason(Kind.NOT_FOUND, "libvirt has to know the network first");
                case VirtErrorCode.VIR_ERR_NO_STORAGE_POOL, VirtErrorCode.VIR_ERR_NO_STORAGE_VOL ->
                        new Reason(Kind.NOT_FOUND, "the storage pool has to be there and started");
                case VirtErrorCode.VIR_ERR_OPERATION_INVALID ->
                        new Reason(Kind.CONFLICT, "vm.show tells the state that the VM is in");
                case VirtErrorCode.VIR_ERR_DEVICE_MISSING ->
                        new Reason(Kind.NOT_FOUND, "vm.show tells the devices of the VM");
                case VirtErrorCode.VIR_ERR_STORAGE_VOL_EXIST ->
                        new Reason(Kind.CONFLICT, "take another name for the volume");
                case VirtErrorCode.VIR_ERR_DOM_EXIST ->
                        new Reason(Kind.CONFLICT, "take another name and another UUID");
                case VirtErrorCode.VIR_ERR_RESOURCE_BUSY, VirtErrorCode.VIR_ERR_OPERATION_TIMEOUT ->
                        new Reason(Kind.CONFLICT, "another job holds the VM; try again after it");
                case VirtErrorCode.VIR_ERR_XML_ERROR,
                        VirtErrorCode.VIR_ERR_XML_DETAIL,
                        VirtErrorCode.VIR_ERR_XML_INVALID_SCHEMA,
                        VirtErrorCode.VIR_ERR_CONFIG_UNSUPPORTED,
                        VirtErrorCode.VIR_ERR_INVALID_ARG ->
                        new Reason(Kind.INVALID, "change what libvirt does not take");
                case VirtErrorCode.VIR_ERR_NO_SUPPORT,
                        VirtErrorCode.VIR_ERR_OPERATION_UNSUPPORTED,
                        VirtErrorCode.VIR_ERR_ARGUMENT_UNSUPPORTED ->
                        new Reason(
                                Kind.UNSUPPORTED,
                                "this VM, or this driver of libvirt, has no such thing");
                case VirtErrorCode.VIR_ERR_OPERATION_DENIED,
                        VirtErrorCode.VIR_ERR_ACCESS_DENIED,
                        VirtErrorCode.VIR_ERR_AUTH_FAILED,
                        VirtErrorCode.VIR_ERR_AUTH_CANCELLED ->
                        new Reason(
                                Kind.NOT_PERMITTED,
                                "let Hypervigil's user use libvirt: group libvirt, or polkit");
                case VirtErrorCode.VIR_ERR_AGENT_UNRESPONSIVE,
                        VirtErrorCode.VIR_ERR_AGENT_UNSYNCED ->
                        new Reason(Kind.UNAVAILABLE, "start qemu-guest-agent in the guest");
                case VirtErrorCode.VIR_ERR_SYSTEM_ERROR ->
                        new Reason(
                                Kind.FAILED,
                                "see whether what it names is there and QEMU's user may use it");
                case VirtErrorCode.VIR_ERR_RPC, VirtErrorCode.VIR_ERR_INVALID_CONN ->
                        new Reason(Kind.UNAVAILABLE, DAEMON);
                case VirtErrorCode.VIR_ERR_OPERATION_ABORTED ->
                        new Reason(Kind.CANCELLED, "somebody cancelled it; try again");
                default -> new Reason(Kind.FAILED, "see the log of libvirtd and of the VM");
            };
        }
    }
}
