package io.hypervigil.libvirt.jna;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * libvirt.so.0: whether it is there, and what of it is mapped directly.
 *
 * <p>Thread: any.
 */
public final class VirtLibrary {

    static final String SONAME = "libvirt.so.0";

    private static final @Nullable String REASON = load();

    private VirtLibrary() {}

    /** Why the library cannot be used here, in the loader's own words; empty where it can. */
    public static Optional<String> whyAbsent() {
        return Optional.ofNullable(REASON);
    }

    /** Maps the native methods of a class. Those that an older library lacks fail when called. */
    static void map(Class<?> functions) {
        Native.register(functions, library());
    }

    private static NativeLibrary library() {
        return NativeLibrary.getInstance(SONAME, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
    }

    private static @Nullable String load() {
        try {
            library();
            Silence.begin();
            return null;
        } catch (LinkageError e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        }
    }
}
