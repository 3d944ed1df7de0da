package io.hypervigil.libvirt.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** Arrays of pointers that libvirt makes and the caller frees. */
final class Handles {

    private Handles() {}

    /** A call of libvirt's that answers with how many there are. */
    @FunctionalInterface
    interface Call {
        int into(long[] array);
    }

    /** What becomes of each pointer; it is the taker's. */
    @FunctionalInterface
    interface Taker<T> {
        T take(Pointer each) throws VirtException;
    }

    static <T> List<T> of(String function, Call call, Taker<T> taker) throws VirtException {
        var array = new long[1];
        int count = VirtErrors.check(function, call.into(array));
        if (array[0] == 0) {
            return List.of();
        }
        try {
            var taken = new ArrayList<T>(count);
            for (Pointer each : new Pointer(array[0]).getPointerArray(0, count)) {
                taken.add(taker.take(each));
            }
            return taken;
        } finally {
            Native.free(array[0]);
        }
    }
}
