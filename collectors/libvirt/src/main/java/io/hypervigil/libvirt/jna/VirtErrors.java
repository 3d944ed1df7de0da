package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The last error of the calling thread: virterror.h. */
final class VirtErrors {

    /** virError: code at 0, domain at 4, message at 8. */
    private static final int DOMAIN = 4;

    private static final int MESSAGE = 8;

    static {
        VirtLibrary.map(VirtErrors.class);
    }

    private VirtErrors() {}

    private static native @Nullable Pointer virGetLastError();

    /** The error of the call that this thread has just made. */
    static VirtException last(String function) {
        var error = virGetLastError();
        if (error == null) {
            return new VirtException(function, 0, 0, "failed without saying why");
        }
        return new VirtException(
                function, error.getInt(0), error.getInt(DOMAIN), text(error.getPointer(MESSAGE)));
    }

    /** The same where a call answers less than 0. */
    static int check(String function, int answer) throws VirtException {
        if (answer < 0) {
            throw last(function);
        }
        return answer;
    }

    /** The same where a call answers no pointer. */
    static Pointer check(String function, @Nullable Pointer answer) throws VirtException {
        if (answer == null) {
            throw last(function);
        }
        return answer;
    }

    private static String text(@Nullable Pointer message) {
        return message == null ? "no message" : message.getString(0, "UTF-8");
    }
}
