package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Arrays;

/**
 * Calls that ask a device, with memory that is used again each time: a steady sample allocates none
 * outside the heap.
 *
 * <p>Thread: one.
 */
public final class NvmlCalls implements AutoCloseable {

    private static final int OUT_BYTES = 512;
    private static final int TEXT_BYTES = 128;
    private static final int CELL_BYTES = 8;

    private final NvmlLibrary library;
    private final Memory out = new Memory(OUT_BYTES);
    private final Memory text = new Memory(TEXT_BYTES);

    /** Calls into a library that is open and initialised. */
    public NvmlCalls(NvmlLibrary library) {
        this.library = library;
    }

    /** The library that is called. */
    public NvmlLibrary library() {
        return library;
    }

    /** Asks for one number: the first of those that the function gives. */
    public NvmlResult<Long> number(NvmlDevice device, Getter getter) {
        return call(device, getter).map(_ -> read(getter, 0));
    }

    /** Asks for all numbers that the function gives. */
    public NvmlResult<long[]> numbers(NvmlDevice device, Getter getter) {
        return call(device, getter).map(_ -> readAll(getter));
    }

    /** Asks for a text; the buffer is longer than any that the header names. */
    public NvmlResult<String> text(NvmlDevice device, String symbol) {
        return library.call(symbol, device.handle(), text, TEXT_BYTES).map(_ -> text.getString(0));
    }

    /** Sets something. */
    public NvmlResult<NvmlLibrary.Done> set(NvmlDevice device, Setter setter) {
        if (setter.version() != 0) {
            out.clear();
            out.setInt(0, setter.version());
            for (int i = 0; i < setter.arguments().size(); i++) {
                out.setInt((i + 1L) * Integer.BYTES, setter.arguments().get(i));
            }
            return library.call(setter.symbol(), device.handle(), out);
        }
        var arguments = new Object[1 + setter.arguments().size()];
        arguments[0] = device.handle();
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = setter.arguments().get(i - 1);
        }
        return library.call(setter.symbol(), arguments);
    }

    /** As {@link #text(NvmlDevice, String)}, of a function that is told which of several. */
    NvmlResult<String> text(NvmlDevice device, String symbol, int selector) {
        return library.call(symbol, device.handle(), selector, text, TEXT_BYTES)
                .map(_ -> text.getString(0));
    }

    /** As {@link #text(NvmlDevice, String)}, of a function that is not told the buffer's length. */
    NvmlResult<String> unboundedText(NvmlDevice device, String symbol) {
        return library.call(symbol, device.handle(), text).map(_ -> text.getString(0));
    }

    /**
     * How long a list is that is not asked for itself: the library says so as it refuses one that
     * has no room.
     *
     * @param arguments before the count and the list
     */
    NvmlResult<Long> count(String symbol, Object... arguments) {
        out.clear();
        var all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = out;
        all[arguments.length + 1] = Pointer.NULL;
        var result = library.call(symbol, all);
        boolean isCounted =
                result instanceof NvmlResult.Failed<?>(_, int code)
                        && code == NvmlReturn.NVML_ERROR_INSUFFICIENT_SIZE;
        var counted = isCounted ? new NvmlResult.Value<>(NvmlLibrary.Done.DONE) : result;
        return counted.map(_ -> Integer.toUnsignedLong(out.getInt(0)));
    }

    /** The scratch memory, for calls that are shaped otherwise. */
    Memory out() {
        return out;
    }

    @Override
    public void close() {
        out.close();
        text.close();
    }

    private NvmlResult<NvmlLibrary.Done> call(NvmlDevice device, Getter getter) {
        out.clear();
        return library.call(getter.symbol(), arguments(device, getter));
    }

    private Object[] arguments(NvmlDevice device, Getter getter) {
        return switch (getter.shape()) {
            case Getter.Shape.Apart(int count) -> apart(device, getter, count);
            case Getter.Shape.Struct struct -> {
                if (struct.version() != 0) {
                    out.setInt(0, struct.versionWord());
                }
                if (struct.selectorAt() >= 0) {
                    out.setInt(struct.selectorAt(), getter.selectors().getFirst());
                }
                yield new Object[] {device.handle(), out};
            }
        };
    }

    private Object[] apart(NvmlDevice device, Getter getter, int count) {
        int selectors = getter.selectors().size();
        var arguments = new Object[1 + selectors + count];
        arguments[0] = device.handle();
        for (int i = 0; i < selectors; i++) {
            arguments[1 + i] = getter.selectors().get(i);
        }
        for (int i = 0; i < count; i++) {
            arguments[1 + selectors + i] = cell(i);
        }
        return arguments;
    }

    private Pointer cell(int index) {
        return index == 0 ? out : out.share((long) index * CELL_BYTES);
    }

    private long[] readAll(Getter getter) {
        var all = new long[getter.shape().count()];
        for (int i = 0; i < all.length; i++) {
            all[i] = read(getter, i);
        }
        return all;
    }

    private long read(Getter getter, int index) {
        int offset =
                switch (getter.shape()) {
                    case Getter.Shape.Apart(_) -> index * CELL_BYTES;
                    case Getter.Shape.Struct struct -> struct.offsets().get(index);
                };
        return switch (getter.type()) {
            case U32 -> Integer.toUnsignedLong(out.getInt(offset));
            case I32 -> out.getInt(offset);
            case U64 -> out.getLong(offset);
        };
    }
}
