package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlReturn;
import java.io.IOException;
import java.util.List;

/** What went wrong and what to do about it. */
final class Refusal {

    private static final String AS_ROOT = "run Hypervigil as root, or with CAP_SYS_ADMIN";

    private Refusal() {}

    static ActionFailure of(Kind kind, String message, String remedy) {
        return new ActionFailure(kind, message, remedy, null);
    }

    /** A call of the library that was not answered. */
    static ActionFailure of(String gpu, String call, NvmlResult<?> result) {
        var place = gpu + ": ";
        return switch (result) {
            case NvmlResult.NotSupported<?>() ->
                    of(
                            Kind.UNSUPPORTED,
                            place + call + ": 3, not supported",
                            "this GPU, or its driver, has no such setting");
            case NvmlResult.NoPermission<?>() ->
                    of(Kind.NOT_PERMITTED, place + call + ": 4, no permission", AS_ROOT);
            case NvmlResult.NoSymbol<?>(var symbol) ->
                    of(
                            Kind.UNSUPPORTED,
                            place + "the driver's library has no " + symbol,
                            "another version of the driver may have it");
            case NvmlResult.Lost<?>(var lost, int code) ->
                    of(
                            Kind.UNAVAILABLE,
                            place + NvmlReturn.text(lost, code),
                            "see gpu.list; the driver is taken again by itself");
            case NvmlResult.Failed<?>(var failed, int code) ->
                    of(kind(code), place + NvmlReturn.text(failed, code), remedy(code));
            case NvmlResult.Value<?>(_) ->
                    throw new IllegalArgumentException(call + " was answered");
        };
    }

    /** The kernel refused. */
    static ActionFailure of(String what, IOException e) {
        return new ActionFailure(
                Kind.FAILED, what + ": " + e.getMessage(), "see the kernel's log; " + AS_ROOT, e);
    }

    /** Something else has to let go first. */
    static ActionFailure inUse(String what, List<String> users) {
        return of(
                Kind.CONFLICT,
                what + " is in use by " + String.join(", ", users),
                "stop what uses it, then try again");
    }

    /** What has to be kept in a file could not be. */
    static ActionFailure unwritten(IOException e) {
        return new ActionFailure(
                Kind.FAILED,
                String.valueOf(e.getMessage()),
                "see to the folder of collectors.nvml.profiles_file: its owner, its room",
                e);
    }

    /** A call was answered with success, and what is read afterwards says otherwise. */
    static ActionFailure unheeded(GpuSession gpu, String call, String but, String remedy) {
        return of(
                Kind.FAILED,
                gpu.uuid() + ": " + call + " was answered with success, but " + but,
                remedy);
    }

    /** What was set could not be put back. */
    static ActionFailure unfinished(String what, List<String> problems) {
        return of(
                Kind.FAILED,
                what + "; not put back: " + String.join("; ", problems),
                "gpu.show tells what is set now");
    }

    static ActionFailure cancelled(String what) {
        return of(Kind.CANCELLED, what, "all is as it was before");
    }

    private static Kind kind(int code) {
        if (NvmlReturn.isInUse(code) || NvmlReturn.isOutOfResources(code)) {
            return Kind.CONFLICT;
        }
        return NvmlReturn.isInvalid(code) ? Kind.INVALID : Kind.FAILED;
    }

    private static String remedy(int code) {
        if (NvmlReturn.isInUse(code)) {
            return "stop what uses the GPU, monitoring included, then try again";
        }
        if (NvmlReturn.isOutOfResources(code)) {
            return "destroy instances to make room; gpu.mig-list shows them";
        }
        if (NvmlReturn.isInvalid(code)) {
            return "gpu.show tells what this GPU takes";
        }
        return NvmlReturn.needsOperator(code)
                ? "reset the GPU, or have it looked after"
                : "see the kernel's log; try again";
    }
}
