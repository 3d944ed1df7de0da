package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.Setter;
import java.util.List;
import java.util.Optional;

/**
 * A setting of a GPU as it is and as it is wanted.
 *
 * @param setting its name: {@code power_limit_watts}
 * @param old what was read; empty where the driver does not tell
 * @param wanted what it shall be
 * @param setter the call that makes it so
 * @param undo the call that makes it as it was
 * @param reading how it is read back; empty where the driver does not tell
 * @param after what else is to be known once it was done
 * @param undone what else is to be known once it was put back
 * @param isOptional whether a GPU that has no such call is as wanted all the same
 * @param note for people
 */
record Change(
        String setting,
        Optional<Value> old,
        Value wanted,
        Setter setter,
        Setter undo,
        Optional<Reading> reading,
        Runnable after,
        Runnable undone,
        boolean isOptional,
        Optional<String> note) {

    /** Reads a setting. */
    interface Reading {
        Optional<Value> read(GpuSession gpu) throws ActionFailure;
    }

    /** The same, refused by a GPU that has no such call. */
    Change required() {
        return new Change(setting, old, wanted, setter, undo, reading, after, undone, false, note);
    }

    /** Whether it is not so already. */
    boolean isDifferent() {
        return !old.equals(Optional.of(wanted));
    }

    /** Whether the call has to be made: what cannot be read is set each time. */
    boolean isNeeded() {
        return reading.isEmpty() || isDifferent();
    }

    /** Makes the call. */
    void call(GpuSession gpu) throws ActionFailure {
        call(gpu, setter, isOptional);
        after.run();
    }

    /** Refuses what is not as it was asked for after the call. */
    void readBack(GpuSession gpu) throws ActionFailure {
        refuseOther(gpu, setter, Optional.of(wanted), "as asked");
    }

    /** Whether a call that was refused has left all as it was, as far as can be read. */
    boolean isUntouched(GpuSession gpu) {
        try {
            return reading.isPresent() && reading.get().read(gpu).equals(old);
        } catch (ActionFailure _) {
            // Then it is put back, and that tells more.
            return false;
        }
    }

    /** Makes the call that takes it back, and reads back. */
    void putBack(GpuSession gpu) throws ActionFailure {
        call(gpu, undo, reading.isEmpty() && undo.arguments().isEmpty());
        undone.run();
        refuseOther(gpu, undo, old, "as before");
    }

    /** What of it a caller wants to know. */
    Details details(String uuid) {
        return new Details()
                .text("gpu", uuid)
                .text("setting", setting)
                .value("old", old)
                .value("new", wanted)
                .texts("calls", isNeeded() ? List.of(setter.text(uuid)) : List.of())
                .text("note", note);
    }

    private void refuseOther(GpuSession gpu, Setter made, Optional<Value> expected, String whichOne)
            throws ActionFailure {
        if (reading.isPresent() && !reading.get().read(gpu).equals(expected)) {
            throw Refusal.unheeded(
                    gpu,
                    made.symbol(),
                    setting + " is not " + whichOne,
                    "something else may set it too; gpu.show tells what it is now");
        }
    }

    private static void call(GpuSession gpu, Setter setter, boolean isOptional)
            throws ActionFailure {
        var result = gpu.calls().set(gpu.device(), setter);
        boolean isAbsent =
                result instanceof NvmlResult.NotSupported<?>
                        || result instanceof NvmlResult.NoSymbol<?>;
        if (!isOptional || !isAbsent) {
            gpu.must(setter.symbol(), result);
        }
    }
}
