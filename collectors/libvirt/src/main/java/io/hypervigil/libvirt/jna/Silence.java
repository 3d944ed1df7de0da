package io.hypervigil.libvirt.jna;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Has libvirt print no errors: whoever made a failing call throws instead. libvirt-java's own way
 * to this has each error's struct read, which costs more than the call.
 */
final class Silence {

    /** Called on the thread of the failing call. */
    interface Listener extends Callback {
        void told(@Nullable Pointer data, @Nullable Pointer error);
    }

    /** Kept for as long as libvirt may call it. */
    private static final Listener DEAF = (_, _) -> {};

    static {
        VirtLibrary.map(Silence.class);
    }

    private Silence() {}

    private static native void virSetErrorFunc(@Nullable Pointer data, Callback function);

    static void begin() {
        virSetErrorFunc(null, DEAF);
    }
}
