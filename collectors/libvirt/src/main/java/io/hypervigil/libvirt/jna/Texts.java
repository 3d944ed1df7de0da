package io.hypervigil.libvirt.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts that libvirt gives. */
final class Texts {

    private Texts() {}

    /** A text that the caller is to free. */
    static String taken(Pointer text) {
        try {
            return text.getString(0, "UTF-8");
        } finally {
            Native.free(Pointer.nativeValue(text));
        }
    }

    /** A text that stays libvirt's; "" where there is none. */
    static String lent(@Nullable Pointer text) {
        return text == null ? "" : text.getString(0, "UTF-8");
    }

    /** A text in a buffer of the caller's, up to its first 0. */
    static String of(byte[] buffer) {
        int length = 0;
        while (length < buffer.length && buffer[length] != 0) {
            length++;
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }
}
